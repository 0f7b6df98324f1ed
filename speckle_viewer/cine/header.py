"""A DICOM header as flat lines of text for the header tab."""

from collections.abc import Iterator

from pydicom.datadict import dictionary_has_tag, dictionary_VR, keyword_for_tag
from pydicom.dataelem import DataElement, RawDataElement
from pydicom.dataset import Dataset
from pydicom.tag import BaseTag

from speckle_viewer.cine.types import HeaderRow

_LONGEST_TEXT = 200
_MOST_ROWS = 5000
_DEEPEST = 16
_BINARY = ("OB", "OD", "OF", "OL", "OV", "OW", "UN")

_FREE = frozenset(("LT", "ST", "UT", "UC", "UR", "DA", "TM", "DT", "PN", "AE"))
"""Free text, dates, times, names and addresses: hidden whatever they are of."""
_TELLING_UIDS = ("Class", "TransferSyntax", "CodingScheme", "MappingResource", "ContextUID")
"""Parts of the keywords of UIDs that say what something is; others are traced to the patient."""

IDENTIFYING = frozenset(
    """
    AccessionNumber AcquisitionDeviceProcessingDescription ActualHumanPerformersSequence
    AdmissionID AdmittingDiagnosesCodeSequence AdmittingDiagnosesDescription Allergies
    AuthorObserverSequence BranchOfService BreedRegistrationSequence CassetteID
    ConfidentialityConstraintOnPatientDataDescription ConsultingPhysicianIdentificationSequence
    ContainerIdentifier ContentCreatorIdentificationCodeSequence ContentLabel
    ContrastBolusAgent CountryOfResidence CurrentPatientLocation
    CurrentRequestedProcedureEvidenceSequence CustodialOrganizationSequence DataSetName
    DataSetTrailingPadding DetectorID DeviceDescription DeviceLabel DeviceSerialNumber
    DigitalSignaturesSequence DischargeDiagnosisCodeSequence DischargeDiagnosisDescription
    DistributionAddress EncryptedAttributesSequence EntityLabel EntityLongLabel EntityName
    EthnicGroup FillerOrderNumberImagingServiceRequest
    FillerOrderNumberImagingServiceRequestRetired FillerOrderNumberProcedure GPSAreaInformation
    GPSLatitude GPSLongitude GantryID GeneratorID GroupOfPatientsIdentificationSequence
    HumanPerformerCodeSequence HumanPerformerOrganization ImageID InstitutionCodeSequence
    InstitutionName InstitutionalDepartmentName InstitutionalDepartmentTypeCodeSequence
    InsurancePlanIdentification IntendedRecipientsOfResultsIdentificationSequence
    InterpretationDiagnosisCodeSequence InterpretationID InterpretationIDIssuer
    IssuerOfAccessionNumberSequence IssuerOfAdmissionID IssuerOfAdmissionIDSequence
    IssuerOfPatientID IssuerOfPatientIDQualifiersSequence IssuerOfServiceEpisodeID
    IssuerOfServiceEpisodeIDSequence IssuerOfTheContainerIdentifierSequence
    IssuerOfTheSpecimenIdentifierSequence MakerNote MedicalAlerts MedicalRecordLocator
    MilitaryRank ModifiedAttributesSequence ModifyingSystem
    NonconformingModifiedAttributesSequence Occupation OperatorIdentificationSequence
    OrderCallbackPhoneNumber OrderEntererLocation OrderFillerIdentifierSequence
    OrderPlacerIdentifierSequence OriginalAttributesSequence OtherPatientIDs
    OtherPatientIDsSequence OwnerID PatientAddress PatientAge PatientAlternativeCalendar
    PatientBirthDateInAlternativeCalendar PatientBodyMassIndex PatientBreedCodeSequence
    PatientBreedDescription PatientDeathDateInAlternativeCalendar PatientID
    PatientInstitutionResidence PatientInsurancePlanCodeSequence
    PatientPrimaryLanguageCodeSequence PatientPrimaryLanguageModifierCodeSequence
    PatientReligiousPreference PatientSex PatientSexNeutered PatientSize
    PatientSizeCodeSequence PatientState PatientTelephoneNumbers PatientTransportArrangements
    PatientWeight PerformedLocation PerformedProcedureStepDescription PerformedProcedureStepID
    PerformedProcedureTypeDescription PerformedStationGeographicLocationCodeSequence
    PerformedStationName PerformedStationNameCodeSequence
    PerformingPhysicianIdentificationSequence PersonIdentificationCodeSequence
    PersonTelephoneNumbers PertinentDocumentsSequence PhysiciansOfRecordIdentificationSequence
    PhysiciansReadingStudyIdentificationSequence PlacerOrderNumberImagingServiceRequest
    PlacerOrderNumberImagingServiceRequestRetired PlacerOrderNumberProcedure PlateID
    PreMedication PredecessorDocumentsSequence PregnancyStatus ProtocolName
    ReasonForPerformedProcedureCodeSequence ReasonForRequestedProcedureCodeSequence
    ReasonForStudy ReasonForTheImagingServiceRequest ReasonForTheRequestedProcedure
    ReasonForVisitCodeSequence ReferencedPatientAliasSequence ReferencedPatientPhotoSequence
    ReferencedPatientSequence ReferencedPerformedProcedureStepSequence ReferencedStudySequence
    ReferencedVisitSequence ReferringPhysicianIdentificationSequence
    ReferringPhysicianTelephoneNumbers RegionOfResidence RequestAttributesSequence
    RequestedContrastAgent RequestedProcedureDescription RequestedProcedureID
    RequestedProcedureLocation RequestingPhysicianIdentificationSequence RequestingService
    RequestingServiceCodeSequence ResponsibleOrganization ResultsDistributionListSequence
    ResultsID ResultsIDIssuer RouteOfAdmissions ScheduledHumanPerformersSequence
    ScheduledPatientInstitutionResidence ScheduledPerformingPhysicianIdentificationSequence
    ScheduledProcedureStepDescription ScheduledProcedureStepID ScheduledProcedureStepLocation
    ScheduledStationGeographicLocationCodeSequence ScheduledStationName
    ScheduledStationNameCodeSequence ScheduledStepAttributesSequence ScheduledStudyLocation
    SeriesDescription ServiceEpisodeDescription ServiceEpisodeID SlideIdentifier SmokingStatus
    SourcePatientGroupIdentificationSequence SourceSerialNumber SpecialNeeds
    SpecimenAccessionNumber SpecimenIdentifier StationName StructureSetLabel StudyDescription
    StudyID StudyIDIssuer TelephoneNumberTrial TextString TimezoneOffsetFromUTC TopicAuthor
    TopicKeywords TopicTitle TransducerIdentificationSequence TreatmentMachineName UDISequence
    UserContentLabel VerifyingObserverIdentificationCodeSequence VerifyingOrganization
    VisitStatusID
    """.split()  # noqa: SIM905 (a list in quotes would fill a page)
)
"""What PS3.15 table E.1-1 removes or replaces beside what `_FREE` and UIDs cover, as far as it is
met in images. No proof of anonymity: short texts (LO, SH) of other elements can name people too.
"""


def header_rows(*datasets: Dataset) -> list[HeaderRow]:
    """All elements of the data sets, those of nested sequences after their sequence, deeper."""
    rows: list[HeaderRow] = []
    for dataset in datasets:
        for row in _rows(dataset, 0, personal=False):
            if len(rows) == _MOST_ROWS:
                rows.append(
                    HeaderRow("", "The header has more elements; they are not shown", "", "")
                )
                return rows
            rows.append(row)
    return rows


def _rows(dataset: Dataset, depth: int, personal: bool) -> Iterator[HeaderRow]:
    for raw in sorted(dataset.values(), key=lambda element: element.tag):
        element = _converted(dataset, raw)
        tag, vr = raw.tag, str((element or raw).VR or "")
        hidden = personal or _is_personal(tag, vr)
        name = _name(tag, element)
        if element is None:
            yield HeaderRow(str(tag).upper(), name, vr, _unreadable(raw), hidden, depth)
            continue
        yield HeaderRow(str(tag).upper(), name, vr, _text(element), hidden, depth)
        if vr != "SQ" or depth >= _DEEPEST:
            continue
        for index, item in enumerate(element.value, start=1):
            yield HeaderRow("(FFFE,E000)", f"Item {index}", "", "", hidden, depth + 1)
            yield from _rows(item, depth + 2, hidden)


def _converted(dataset: Dataset, raw: DataElement | RawDataElement) -> DataElement | None:
    """The element with its value, None where it is too long (it was skipped) or damaged."""
    if isinstance(raw, RawDataElement) and raw.value is None and raw.length:
        return None
    try:
        return dataset[raw.tag]
    except Exception:  # a damaged value can raise nearly anything in pydicom
        return None


def _is_personal(tag: BaseTag, vr: str) -> bool:
    """Private elements count: what a maker writes there is unknown (PS3.15 removes them)."""
    keyword = keyword_for_tag(tag)
    kinds = {vr, dictionary_VR(tag) if dictionary_has_tag(tag) else vr}
    if tag.is_private or kinds & _FREE or "ClinicalTrial" in keyword or keyword in IDENTIFYING:
        return True
    return "UI" in kinds and not any(part in keyword for part in _TELLING_UIDS)


def _name(tag: BaseTag, element: DataElement | None) -> str:
    return element.name if element is not None else keyword_for_tag(tag) or "Unknown"


def _unreadable(raw: DataElement | RawDataElement) -> str:
    if isinstance(raw, RawDataElement) and raw.value is None:
        return f"{raw.length} bytes, not loaded"
    return "damaged value"


def _text(element: DataElement) -> str:
    value = element.value
    if element.VR == "SQ":
        return "1 item" if len(value) == 1 else f"{len(value)} items"
    if isinstance(value, bytes) or element.VR in _BINARY:
        return f"{len(value or b'')} bytes"
    if value is None:
        return ""
    many = isinstance(value, list | tuple) or element.VM > 1
    # A vector of thousands need not become text as a whole to be cut.
    shown = " \\ ".join(str(part) for part in value[:_LONGEST_TEXT]) if many else str(value)
    shown = " ".join(shown.replace("\0", "").split())
    return shown if len(shown) <= _LONGEST_TEXT else shown[: _LONGEST_TEXT - 1] + "…"
