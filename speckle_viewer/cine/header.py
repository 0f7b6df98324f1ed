"""A DICOM header as flat lines of text for the header tab."""

from collections.abc import Iterator

from pydicom.datadict import keyword_for_tag
from pydicom.dataelem import DataElement, RawDataElement
from pydicom.dataset import Dataset
from pydicom.tag import BaseTag

from speckle_viewer.cine.types import HeaderRow

_LONGEST_TEXT = 200
_MOST_ROWS = 5000
_DEEPEST = 16
_BINARY = ("OB", "OD", "OF", "OL", "OV", "OW", "UN")

IDENTIFYING = frozenset(
    """
    AccessionNumber AcquisitionDate AcquisitionDateTime AcquisitionTime AcquisitionUID
    ActualHumanPerformersSequence AdditionalPatientHistory AdmissionID AdmittingDate
    AdmittingDiagnosesDescription AdmittingTime Allergies AuthorObserverSequence BranchOfService
    CommentsOnThePerformedProcedureStep ConfidentialityConstraintOnPatientDataDescription
    ConsultingPhysicianIdentificationSequence ContentCreatorIdentificationCodeSequence
    ContentDate ContentTime CountryOfResidence CurrentPatientLocation
    CustodialOrganizationSequence DataSetTrailingPadding DeviceSerialNumber DeviceUID EthnicGroup
    FillerOrderNumberImagingServiceRequest GantryID GeneratorID ImageComments
    InstanceCoercionDateTime InstanceCreationDate InstanceCreationTime InstitutionAddress
    InstitutionCodeSequence InstitutionName InstitutionalDepartmentName
    InsurancePlanIdentification IssuerOfAdmissionID IssuerOfPatientID LastMenstrualDate
    MediaStorageSOPInstanceUID MedicalAlerts MedicalRecordLocator MilitaryRank Occupation
    OperatorIdentificationSequence OrderCallbackPhoneNumber OrderEnteredBy OrderEntererLocation
    OriginalAttributesSequence OtherPatientIDs OtherPatientIDsSequence PatientAddress PatientAge
    PatientBirthDate PatientBirthTime PatientComments PatientID PatientInstitutionResidence
    PatientInsurancePlanCodeSequence PatientPrimaryLanguageCodeSequence
    PatientReligiousPreference PatientSex PatientSexNeutered PatientSize PatientState
    PatientTelephoneNumbers PatientWeight PerformedLocation PerformedProcedureStepDescription
    PerformedProcedureStepID PerformedProcedureStepStartDate PerformedProcedureStepStartTime
    PerformedStationAETitle PerformedStationName PerformingPhysicianIdentificationSequence
    PersonAddress PersonIdentificationCodeSequence PersonTelephoneNumbers
    PhysiciansOfRecordIdentificationSequence PhysiciansReadingStudyIdentificationSequence
    PlacerOrderNumberImagingServiceRequest PreMedication PregnancyStatus ProtocolName
    ReasonForStudy ReasonForTheRequestedProcedure ReferencedPatientSequence
    ReferencedStudySequence ReferringPhysicianAddress ReferringPhysicianIdentificationSequence
    ReferringPhysicianTelephoneNumbers RegionOfResidence RequestAttributesSequence
    RequestedProcedureComments RequestedProcedureDescription RequestedProcedureID
    RequestingService ResponsibleOrganization SOPInstanceUID ScheduledProcedureStepID
    ScheduledStationAETitle ScheduledStationName SeriesDate SeriesDescription SeriesInstanceUID
    SeriesTime ServiceEpisodeDescription ServiceEpisodeID SmokingStatus
    SourceApplicationEntityTitle SpecialNeeds StationName StudyComments StudyDate
    StudyDescription StudyID StudyInstanceUID StudyTime TextComments TextString
    TimezoneOffsetFromUTC UniqueDeviceIdentifier VerifyingObserverIdentificationCodeSequence
    VerifyingOrganization VisitComments
    """.split()  # noqa: SIM905 (a list in quotes would fill a page)
)
"""What PS3.15 table E.1-1 removes or replaces in the headers of images; names (VR PN) besides."""


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
    return vr == "PN" or tag.is_private or keyword_for_tag(tag) in IDENTIFYING


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
