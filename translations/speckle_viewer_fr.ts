<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Window</source>
        <translation>Fenêtre</translation>
    </message>
    <message>
        <source>not possible now</source>
        <translation>impossible pour le moment</translation>
    </message>
    <message>
        <source>subtract residual error</source>
        <translation>soustraire résidu erreur</translation>
    </message>
    <message>
        <source>decibel dB quotient</source>
        <translation>décibel dB quotient</translation>
    </message>
    <message>
        <source>divider curtain split slider</source>
        <translation>séparateur rideau volet curseur</translation>
    </message>
    <message>
        <source>mix overlay transparency fade</source>
        <translation>mélange superposition transparence fondu</translation>
    </message>
    <message>
        <source>blink toggle alternate</source>
        <translation>clignoter basculer alterner</translation>
    </message>
    <message>
        <source>denoise despeckle smooth filter network</source>
        <translation>débruiter speckle chatoiement lisser filtre réseau</translation>
    </message>
    <message>
        <source>Method on or off</source>
        <translation>Activer ou non la méthode</translation>
    </message>
    <message>
        <source>Show this cine</source>
        <translation>Afficher cette séquence</translation>
    </message>
    <message>
        <source>Cine</source>
        <translation>Séquence</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>Ouvrir un fichier récent</translation>
    </message>
    <message>
        <source>All commands</source>
        <translation>Toutes les commandes</translation>
    </message>
    <message>
        <source>Open files …</source>
        <translation>Ouvrir des fichiers…</translation>
    </message>
    <message>
        <source>Open cines and stills</source>
        <translation>Ouvrir des séquences et des images fixes</translation>
    </message>
    <message>
        <source>Open folder …</source>
        <translation>Ouvrir un dossier…</translation>
    </message>
    <message>
        <source>Open all that a folder holds</source>
        <translation>Ouvrir tout ce que contient un dossier</translation>
    </message>
    <message>
        <source>Open sample</source>
        <translation>Ouvrir l&apos;exemple</translation>
    </message>
    <message>
        <source>Open the simulated sample cine</source>
        <translation>Ouvrir la séquence simulée fournie en exemple</translation>
    </message>
    <message>
        <source>Save session …</source>
        <translation>Enregistrer la session…</translation>
    </message>
    <message>
        <source>Save what is open and how it is shown, to come back to it</source>
        <translation>Enregistrer ce qui est ouvert et la façon dont c&apos;est affiché, pour y revenir</translation>
    </message>
    <message>
        <source>Open session …</source>
        <translation>Ouvrir une session…</translation>
    </message>
    <message>
        <source>Open a saved session in place of what is open</source>
        <translation>Ouvrir une session enregistrée à la place de ce qui est ouvert</translation>
    </message>
    <message>
        <source>Restore session</source>
        <translation>Restaurer la session</translation>
    </message>
    <message>
        <source>Bring back what was open when the program crashed</source>
        <translation>Retrouver ce qui était ouvert lors de l&apos;arrêt brutal du programme</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>Write what is shown as DICOM, video, pictures or an array</source>
        <translation>Écrire ce qui est affiché en DICOM, vidéo, images ou tableau</translation>
    </message>
    <message>
        <source>Use a file as reference …</source>
        <translation>Prendre un fichier comme référence…</translation>
    </message>
    <message>
        <source>Compare each frame with that of another file, its truth say: PSNR and SSIM</source>
        <translation>Comparer chaque image à celle d&apos;un autre fichier, par exemple sa vérité terrain&#xa0;: PSNR et SSIM</translation>
    </message>
    <message>
        <source>No reference</source>
        <translation>Sans référence</translation>
    </message>
    <message>
        <source>Compare this cine with nothing any longer</source>
        <translation>Ne plus comparer cette séquence à rien</translation>
    </message>
    <message>
        <source>Close cine</source>
        <translation>Fermer la séquence</translation>
    </message>
    <message>
        <source>Take the shown cine off the list</source>
        <translation>Retirer de la liste la séquence affichée</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Quitter</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fermer la fenêtre</translation>
    </message>
    <message>
        <source>regions, distances, pins, levels, steering and what was painted</source>
        <translation>régions, distances, épingles, niveaux, pilotage et ce qui a été peint</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Take back the last change of {}</source>
        <translation>Revenir sur la dernière modification&#xa0;: {}</translation>
    </message>
    <message>
        <source>Save evidence bundle …</source>
        <translation>Enregistrer le dossier de preuves…</translation>
    </message>
    <message>
        <source>A zip with a report, the images, kernels and tables shown, and the session</source>
        <translation>Un zip avec un rapport, les vues, noyaux et tables affichés, et la session</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <source>Do again what was undone</source>
        <translation>Refaire ce qui a été annulé</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>Première image</translation>
    </message>
    <message>
        <source>Go to the first frame</source>
        <translation>Aller à la première image</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>Reculer</translation>
    </message>
    <message>
        <source>Go one frame back</source>
        <translation>Reculer d&apos;une image</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Lire</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Lire ou mettre en pause</translation>
    </message>
    <message>
        <source>Step forward</source>
        <translation>Avancer</translation>
    </message>
    <message>
        <source>Go one frame forward</source>
        <translation>Avancer d&apos;une image</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>Dernière image</translation>
    </message>
    <message>
        <source>Go to the last frame</source>
        <translation>Aller à la dernière image</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Boucle</translation>
    </message>
    <message>
        <source>Begin again at the end</source>
        <translation>Recommencer au début une fois à la fin</translation>
    </message>
    <message>
        <source>Ping-pong</source>
        <translation>Aller-retour</translation>
    </message>
    <message>
        <source>Play forwards and backwards in turn</source>
        <translation>Lire alternativement en avant et en arrière</translation>
    </message>
    <message>
        <source>Start of range here</source>
        <translation>Début de plage ici</translation>
    </message>
    <message>
        <source>Play from this frame</source>
        <translation>Lire à partir de cette image</translation>
    </message>
    <message>
        <source>End of range here</source>
        <translation>Fin de plage ici</translation>
    </message>
    <message>
        <source>Play up to this frame</source>
        <translation>Lire jusqu&apos;à cette image</translation>
    </message>
    <message>
        <source>Play the whole cine again</source>
        <translation>Lire de nouveau toute la séquence</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Ajuster</translation>
    </message>
    <message>
        <source>Show the images whole</source>
        <translation>Montrer les vues en entier</translation>
    </message>
    <message>
        <source>One image pixel on one pixel</source>
        <translation>Un pixel de l&apos;image sur un pixel de l&apos;écran</translation>
    </message>
    <message>
        <source>Reset levels</source>
        <translation>Réinitialiser les niveaux</translation>
    </message>
    <message>
        <source>Show black and white as they are stored</source>
        <translation>Montrer le noir et le blanc tels qu&apos;ils sont enregistrés</translation>
    </message>
    <message>
        <source>Images only</source>
        <translation>Vues seules</translation>
    </message>
    <message>
        <source>Hide everything but the images (Tab while in an image)</source>
        <translation>Tout masquer sauf les vues (Tab dans une vue)</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Thème clair</translation>
    </message>
    <message>
        <source>Light instead of dark colours</source>
        <translation>Des couleurs claires au lieu de sombres</translation>
    </message>
    <message>
        <source>Link zoom</source>
        <translation>Lier le zoom</translation>
    </message>
    <message>
        <source>Zoom and move all images together</source>
        <translation>Agrandir et déplacer toutes les vues ensemble</translation>
    </message>
    <message>
        <source>Link cursor</source>
        <translation>Lier le curseur</translation>
    </message>
    <message>
        <source>Show the cursor in all images</source>
        <translation>Montrer le curseur dans toutes les vues</translation>
    </message>
    <message>
        <source>Link levels</source>
        <translation>Lier les niveaux</translation>
    </message>
    <message>
        <source>The same levels in all images</source>
        <translation>Les mêmes niveaux dans toutes les vues</translation>
    </message>
    <message>
        <source>Set two images against each other in a further pane</source>
        <translation>Confronter deux vues dans une vue supplémentaire</translation>
    </message>
    <message>
        <source>Other image</source>
        <translation>Autre vue</translation>
    </message>
    <message>
        <source>Change between the two images of a flicker; while held, if held</source>
        <translation>Passer d&apos;une vue à l&apos;autre d&apos;un clignotement&#x202f;; tant que la touche est enfoncée</translation>
    </message>
    <message>
        <source>Two cines</source>
        <translation>Deux séquences</translation>
    </message>
    <message>
        <source>Show another cine of the list beside this one</source>
        <translation>Montrer une autre séquence de la liste à côté de celle-ci</translation>
    </message>
    <message>
        <source>Swap the two cines</source>
        <translation>Échanger les deux séquences</translation>
    </message>
    <message>
        <source>Make the second cine the first: that sets the pace</source>
        <translation>Faire de la deuxième séquence la première&#xa0;: celle-ci donne le rythme</translation>
    </message>
    <message>
        <source>Magnifier</source>
        <translation>Loupe</translation>
    </message>
    <message>
        <source>Show the spot under the mouse magnified, in all images; while held, if held</source>
        <translation>Montrer agrandi l&apos;endroit sous la souris, dans toutes les vues&#x202f;; tant que la touche est maintenue, si on la maintient</translation>
    </message>
    <message>
        <source>Magnify 4, 8 or 16 times</source>
        <translation>Agrandir 4, 8 ou 16 fois</translation>
    </message>
    <message>
        <source>Change how much the magnifier magnifies</source>
        <translation>Changer le grossissement de la loupe</translation>
    </message>
    <message>
        <source>Fast arithmetic</source>
        <translation>Calcul rapide</translation>
    </message>
    <message>
        <source>As fast as possible within 1/255 of float32</source>
        <translation>Aussi vite que possible, à 1/255 près de float32</translation>
    </message>
    <message>
        <source>Exact arithmetic</source>
        <translation>Calcul exact</translation>
    </message>
    <message>
        <source>Compute in float32</source>
        <translation>Calculer en float32</translation>
    </message>
    <message>
        <source>Card and controls</source>
        <translation>Fiche et réglages</translation>
    </message>
    <message>
        <source>Read the selected method&apos;s card and set its controls</source>
        <translation>Lire la fiche de la méthode choisie et la régler</translation>
    </message>
    <message>
        <source>Steer kernels</source>
        <translation>Piloter les noyaux</translation>
    </message>
    <message>
        <source>Alter the kernels that a method predicts, and see the image</source>
        <translation>Modifier les noyaux que prédit une méthode, et voir l&apos;image obtenue</translation>
    </message>
    <message>
        <source>Import weights …</source>
        <translation>Importer des poids…</translation>
    </message>
    <message>
        <source>Make published weights into a method of the list</source>
        <translation>Faire de poids publiés une méthode de la liste</translation>
    </message>
    <message>
        <source>Load model from file …</source>
        <translation>Charger un modèle depuis un fichier…</translation>
    </message>
    <message>
        <source>Add a TorchScript, torch.export or ONNX file as a method</source>
        <translation>Ajouter comme méthode un fichier TorchScript, torch.export ou ONNX</translation>
    </message>
    <message>
        <source>Train …</source>
        <translation>Entraîner…</translation>
    </message>
    <message>
        <source>Train a network in another process, and watch it</source>
        <translation>Entraîner un réseau dans un autre processus, et le suivre</translation>
    </message>
    <message>
        <source>Learn a codebook …</source>
        <translation>Apprendre un dictionnaire…</translation>
    </message>
    <message>
        <source>Make a few kernels out of those that a network predicts</source>
        <translation>Tirer quelques noyaux de ceux que prédit un réseau</translation>
    </message>
    <message>
        <source>Remove the pins of this cine</source>
        <translation>Retirer les épingles de cette séquence</translation>
    </message>
    <message>
        <source>Copy what the explainer in front shows, or else the kernel, as numbers</source>
        <translation>Copier en nombres ce que montre l&apos;analyse au premier plan, ou sinon le noyau</translation>
    </message>
    <message>
        <source>Save numbers …</source>
        <translation>Enregistrer les nombres…</translation>
    </message>
    <message>
        <source>Save what the explainer in front shows, or else the kernel, as arrays</source>
        <translation>Enregistrer en tableaux ce que montre l&apos;analyse au premier plan, ou sinon le noyau</translation>
    </message>
    <message>
        <source>Save figure …</source>
        <translation>Enregistrer la figure…</translation>
    </message>
    <message>
        <source>Save what the explainer in front shows, or else the kernel, on white</source>
        <translation>Enregistrer sur fond blanc ce que montre l&apos;analyse au premier plan, ou sinon le noyau</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Zoom avant</translation>
    </message>
    <message>
        <source>Show the images larger</source>
        <translation>Agrandir les vues</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Zoom arrière</translation>
    </message>
    <message>
        <source>Show the images smaller</source>
        <translation>Réduire les vues</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>Vue suivante</translation>
    </message>
    <message>
        <source>Give the keyboard to the next image</source>
        <translation>Donner le clavier à la vue suivante</translation>
    </message>
    <message>
        <source>Previous image</source>
        <translation>Vue précédente</translation>
    </message>
    <message>
        <source>Give the keyboard to the image before</source>
        <translation>Donner le clavier à la vue précédente</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>Partie suivante de la fenêtre</translation>
    </message>
    <message>
        <source>Give the keyboard to the next part</source>
        <translation>Donner le clavier à la partie suivante</translation>
    </message>
    <message>
        <source>Previous part of the window</source>
        <translation>Partie précédente de la fenêtre</translation>
    </message>
    <message>
        <source>Give the keyboard to the part before</source>
        <translation>Donner le clavier à la partie précédente</translation>
    </message>
    <message>
        <source>Type what is to be done</source>
        <translation>Taper ce qu&apos;il faut faire</translation>
    </message>
    <message>
        <source>All commands …</source>
        <translation>Toutes les commandes…</translation>
    </message>
    <message>
        <source>Keys and mouse</source>
        <translation>Clavier et souris</translation>
    </message>
    <message>
        <source>What every key and gesture does</source>
        <translation>Ce que fait chaque touche et chaque geste</translation>
    </message>
    <message>
        <source>Show hints again</source>
        <translation>Revoir les conseils</translation>
    </message>
    <message>
        <source>Point at what one begins with, as at the first start</source>
        <translation>Montrer par quoi commencer, comme au premier démarrage</translation>
    </message>
    <message>
        <source>Preferences …</source>
        <translation>Préférences…</translation>
    </message>
    <message>
        <source>Language, device, memory, privacy and more</source>
        <translation>Langue, matériel, mémoire, confidentialité et autres</translation>
    </message>
    <message>
        <source>needs a cine of several frames</source>
        <translation>demande une séquence de plusieurs images</translation>
    </message>
    <message>
        <source>needs a cine</source>
        <translation>demande une séquence</translation>
    </message>
    <message>
        <source>nothing was changed</source>
        <translation>rien n&apos;a été modifié</translation>
    </message>
    <message>
        <source>the cine has no reference</source>
        <translation>pas de référence</translation>
    </message>
    <message>
        <source>there are no pins</source>
        <translation>pas d&apos;épingle</translation>
    </message>
    <message>
        <source>needs two open cines</source>
        <translation>demande deux séquences ouvertes</translation>
    </message>
    <message>
        <source>needs two cines that are shown</source>
        <translation>demande deux séquences affichées</translation>
    </message>
    <message>
        <source>needs a comparison by flicker</source>
        <translation>demande une comparaison par clignotement</translation>
    </message>
    <message>
        <source>the program did not crash</source>
        <translation>pas d&apos;arrêt brutal</translation>
    </message>
    <message>
        <source>Undo {}</source>
        <translation>Annuler&#xa0;: {}</translation>
    </message>
    <message>
        <source>Redo {}</source>
        <translation>Rétablir&#xa0;: {}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Commande</translation>
    </message>
    <message>
        <source>Words of a command, method, cine or recent file</source>
        <translation>Mots d&apos;une commande, d&apos;une méthode, d&apos;une séquence ou d&apos;un fichier récent</translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation>Commandes trouvées</translation>
    </message>
    <message>
        <source>Up and Down choose, Enter does it, Esc closes</source>
        <translation>Haut et Bas choisissent, Entrée exécute, Échap ferme</translation>
    </message>
    <message>
        <source>Nothing has these words.</source>
        <translation>Rien ne contient ces mots.</translation>
    </message>
    <message>
        <source>Card of the method</source>
        <translation>Fiche de la méthode</translation>
    </message>
    <message>
        <source>On {}</source>
        <translation>Sur {}</translation>
    </message>
    <message>
        <source>Best classical filter: {}</source>
        <translation>Meilleur filtre classique&#xa0;: {}</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Méthode</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Classical</source>
        <translation>Classique</translation>
    </message>
    <message>
        <source>Cines</source>
        <translation>Séquences</translation>
    </message>
    <message>
        <source>Shown beside the first cine</source>
        <translation>Affichée à côté de la première séquence</translation>
    </message>
    <message numerus="yes">
        <source>%n frames</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message>
        <source>{} × {} pixels, {}</source>
        <translation>{} × {} pixels, {}</translation>
    </message>
    <message>
        <source>{}: not calibrated ({})</source>
        <translation>{}&#xa0;: non étalonnée ({})</translation>
    </message>
    <message>
        <source>Use as reference for {}</source>
        <translation>Prendre comme référence de {}</translation>
    </message>
    <message>
        <source>Compare each frame with that of this one: PSNR and SSIM</source>
        <translation>Comparer chaque image à celle de cette séquence&#xa0;: PSNR et SSIM</translation>
    </message>
    <message>
        <source>No longer compare with {}</source>
        <translation>Ne plus comparer à {}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>No longer show beside</source>
        <translation>Ne plus montrer à côté</translation>
    </message>
    <message>
        <source>Show beside</source>
        <translation>Montrer à côté</translation>
    </message>
    <message>
        <source>Show this cine beside the one that is shown now</source>
        <translation>Montrer cette séquence à côté de celle qui est affichée</translation>
    </message>
    <message>
        <source>The cine that is shown</source>
        <translation>La séquence affichée</translation>
    </message>
    <message>
        <source>A folder …</source>
        <translation>Un dossier…</translation>
    </message>
    <message>
        <source>Kernels</source>
        <translation>Noyaux</translation>
    </message>
    <message>
        <source>Kernels, Gaussian mixture</source>
        <translation>Noyaux, mélange gaussien</translation>
    </message>
    <message>
        <source>Patches</source>
        <translation>Patchs</translation>
    </message>
    <message>
        <source>Patches, Gaussian mixture</source>
        <translation>Patchs, mélange gaussien</translation>
    </message>
    <message>
        <source>Directions</source>
        <translation>Directions</translation>
    </message>
    <message>
        <source>Blend of entries</source>
        <translation>Mélange d&apos;entrées</translation>
    </message>
    <message>
        <source>Least error</source>
        <translation>Moindre erreur</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Linéaire</translation>
    </message>
    <message>
        <source>Projection</source>
        <translation>Projection</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Arbre</translation>
    </message>
    <message>
        <source>Correlation (the study&apos;s)</source>
        <translation>Corrélation (celle de l&apos;étude)</translation>
    </message>
    <message>
        <source>Learn a codebook</source>
        <translation>Apprendre un dictionnaire</translation>
    </message>
    <message>
        <source>A few kernels that stand for those of a network, and a rule by which each pixel takes of them: much faster, and not as good.</source>
        <translation>Quelques noyaux qui tiennent lieu de ceux d&apos;un réseau, et une règle par laquelle chaque pixel y puise&#xa0;: bien plus rapide, et moins bon.</translation>
    </message>
    <message>
        <source>How a pixel finds its kernel. Blend mixes all entries and is the best;
with the others each pixel takes a single entry.</source>
        <translation>Comment un pixel trouve son noyau. Le mélange combine toutes les entrées et est le meilleur&#xa0;;
avec les autres règles, chaque pixel ne prend qu&apos;une entrée.</translation>
    </message>
    <message>
        <source>The method whose kernels the codebook stands for</source>
        <translation>La méthode dont le dictionnaire remplace les noyaux</translation>
    </message>
    <message>
        <source>Learn on</source>
        <translation>Apprendre sur</translation>
    </message>
    <message>
        <source>Frames that the method denoises for it, 12 at most</source>
        <translation>Les images que la méthode débruite pour cela, 12 au plus</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Entrées</translation>
    </message>
    <message>
        <source>How many kernels, 1 to 256</source>
        <translation>Nombre de noyaux, de 1 à 256</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Of the kernels: larger ones reach farther and take longer</source>
        <translation>Des noyaux&#xa0;: les plus grands portent plus loin et prennent plus de temps</translation>
    </message>
    <message>
        <source>Sort pixels by</source>
        <translation>Trier les pixels par</translation>
    </message>
    <message>
        <source>What is alike in pixels that share a kernel</source>
        <translation>Ce qu&apos;ont en commun les pixels qui partagent un noyau</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Règle</translation>
    </message>
    <message>
        <source>Id of the method</source>
        <translation>Identifiant de la méthode</translation>
    </message>
    <message>
        <source>Small letters, digits and hyphens</source>
        <translation>Minuscules, chiffres et traits d&apos;union</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Ce qui ne va pas</translation>
    </message>
    <message>
        <source>Share that is learnt</source>
        <translation>Part de l&apos;apprentissage effectuée</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>Apprendre</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Learn the codebook, and make it a method</source>
        <translation>Apprendre le dictionnaire, et en faire une méthode</translation>
    </message>
    <message>
        <source>Stop learning, or close this dialog</source>
        <translation>Arrêter l&apos;apprentissage, ou fermer cette boîte de dialogue</translation>
    </message>
    <message>
        <source>Folder to learn from</source>
        <translation>Dossier sur lequel apprendre</translation>
    </message>
    <message>
        <source>Folder {} …</source>
        <translation>Dossier {}…</translation>
    </message>
    <message>
        <source>There is no method of single frames that predicts kernels.</source>
        <translation>Il n&apos;y a pas de méthode à une seule image qui prédise des noyaux.</translation>
    </message>
    <message>
        <source>Open a cine first, or choose a folder to learn on.</source>
        <translation>Ouvrez d&apos;abord une séquence, ou choisissez un dossier sur lequel apprendre.</translation>
    </message>
    <message>
        <source>There is a method {} already: choose another id.</source>
        <translation>Il existe déjà une méthode {}&#xa0;: choisissez un autre identifiant.</translation>
    </message>
    <message>
        <source>Second − first, in grey levels: blue where the second is darker</source>
        <translation>Seconde − première, en niveaux de gris&#xa0;: bleu là où la seconde est plus sombre</translation>
    </message>
    <message>
        <source>Second / first, in decibels of the brightness shown: blue where the second is darker</source>
        <translation>Seconde / première, en décibels de la luminosité affichée&#xa0;: bleu là où la seconde est plus sombre</translation>
    </message>
    <message>
        <source>The first left of a divider that can be dragged, the second right of it</source>
        <translation>La première à gauche d&apos;un volet que l&apos;on peut déplacer, la seconde à droite</translation>
    </message>
    <message>
        <source>A mixture of both</source>
        <translation>Un mélange des deux</translation>
    </message>
    <message>
        <source>One or the other: X changes, and changes back when it is held and let go</source>
        <translation>L&apos;une ou l&apos;autre&#xa0;: X change de vue, et revient quand on relâche la touche maintenue</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Différence</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>Swipe</source>
        <translation>Volet</translation>
    </message>
    <message>
        <source>Blend</source>
        <translation>Fondu</translation>
    </message>
    <message>
        <source>Flicker</source>
        <translation>Clignotement</translation>
    </message>
    <message>
        <source>Divider</source>
        <translation>Volet</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>Seconde</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>Gain</translation>
    </message>
    <message>
        <source>How much closer to zero the colours reach their limits</source>
        <translation>De combien les couleurs atteignent plus tôt leurs limites</translation>
    </message>
    <message>
        <source>Where the second image begins; it can be dragged in the image, too</source>
        <translation>Où commence la seconde vue&#x202f;; on peut aussi déplacer la limite dans l&apos;image</translation>
    </message>
    <message>
        <source>How much of the mixture is the second image</source>
        <translation>La part de la seconde vue dans le mélange</translation>
    </message>
    <message>
        <source>How the two images are compared</source>
        <translation>La façon de comparer les deux vues</translation>
    </message>
    <message>
        <source>The first image</source>
        <translation>La première vue</translation>
    </message>
    <message>
        <source>The second image</source>
        <translation>La seconde vue</translation>
    </message>
    <message>
        <source>Let the first and the second image change places</source>
        <translation>Échanger la première et la seconde vue</translation>
    </message>
    <message>
        <source>Swap the images</source>
        <translation>Échanger les vues</translation>
    </message>
    <message>
        <source>What the slider sets</source>
        <translation>Ce que règle le curseur</translation>
    </message>
    <message>
        <source>Value of the slider</source>
        <translation>Valeur du curseur</translation>
    </message>
    <message>
        <source>Compare no longer (C)</source>
        <translation>Ne plus comparer (C)</translation>
    </message>
    <message>
        <source>Compare no longer</source>
        <translation>Ne plus comparer</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparer</translation>
    </message>
    <message>
        <source>{:g} to {:g}</source>
        <translation>{:g} à {:g}</translation>
    </message>
    <message>
        <source>{}: {}; {:g} by default</source>
        <translation>{}&#xa0;: {}&#x202f;; {:g} par défaut</translation>
    </message>
    <message>
        <source>estimated</source>
        <translation>estimé</translation>
    </message>
    <message>
        <source>Use the network&apos;s estimate</source>
        <translation>Utiliser l&apos;estimation du réseau</translation>
    </message>
    <message>
        <source>Off: denoise as if the noise had the level set here</source>
        <translation>Décoché&#xa0;: débruiter comme si le bruit avait le niveau réglé ici</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Réinitialiser</translation>
    </message>
    <message>
        <source>Set all controls of this method to their defaults</source>
        <translation>Remettre tous les réglages de cette méthode à leur valeur par défaut</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>No controls</source>
        <translation>Aucun réglage</translation>
    </message>
    <message>
        <source>Show or hide: {} ({})</source>
        <translation>Afficher ou masquer&#xa0;: {} ({})</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>Méthodes</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>Noyau</translation>
    </message>
    <message>
        <source>Steer</source>
        <translation>Piloter</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>En-tête</translation>
    </message>
    <message>
        <source>Cines and methods</source>
        <translation>Séquences et méthodes</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspecteur</translation>
    </message>
    <message>
        <source>Undock the inspector</source>
        <translation>Détacher l&apos;inspecteur</translation>
    </message>
    <message>
        <source>Undock the inspector, or dock it again (Shift+F3)</source>
        <translation>Détacher l&apos;inspecteur, ou l&apos;ancrer de nouveau (Maj+F3)</translation>
    </message>
    <message>
        <source>There is not enough memory for this: choose a smaller part.</source>
        <translation>Il n&apos;y a pas assez de mémoire pour cela&#xa0;: choisissez une partie plus petite.</translation>
    </message>
    <message>
        <source>This analysis failed ({}): run `speckle-viewer doctor`.</source>
        <translation>Cette analyse a échoué ({})&#xa0;: lancez «&#xa0;speckle-viewer doctor&#xa0;».</translation>
    </message>
    <message>
        <source>None of the images comes from a codebook: choose one on the left, or make one
with Methods → “Learn a codebook …”.</source>
        <translation>Aucune des vues ne vient d&apos;un dictionnaire&#xa0;: choisissez-en un à gauche, ou créez-en un
avec Méthodes → «&#xa0;Apprendre un dictionnaire…&#xa0;».</translation>
    </message>
    <message>
        <source>Codebook</source>
        <translation>Dictionnaire</translation>
    </message>
    <message>
        <source>The kernels of a codebook, and which of them each pixel takes</source>
        <translation>Les noyaux d&apos;un dictionnaire, et celui que prend chaque pixel</translation>
    </message>
    <message>
        <source>What the codebook is</source>
        <translation>Ce qu&apos;est le dictionnaire</translation>
    </message>
    <message>
        <source>Entry of the pixel</source>
        <translation>Entrée du pixel</translation>
    </message>
    <message>
        <source>Map over the image</source>
        <translation>Carte sur l&apos;image</translation>
    </message>
    <message>
        <source>Colour each pixel as the square beside the entry that it takes, or takes most of</source>
        <translation>Colorer chaque pixel comme le carré à côté de l&apos;entrée qu&apos;il prend, ou dont il prend le plus</translation>
    </message>
    <message>
        <source>Entries of the codebook</source>
        <translation>Entrées du dictionnaire</translation>
    </message>
    <message>
        <source>Open a cine to see which entry of a codebook each pixel takes.</source>
        <translation>Ouvrez une séquence pour voir quelle entrée d&apos;un dictionnaire prend chaque pixel.</translation>
    </message>
    <message>
        <source>Choose a codebook above to see its entries.</source>
        <translation>Choisissez un dictionnaire ci-dessus pour en voir les entrées.</translation>
    </message>
    <message>
        <source>The entries of this frame are on their way.</source>
        <translation>Les entrées de cette image sont en cours de calcul.</translation>
    </message>
    <message>
        <source>{}, blended. {} of them are the largest part somewhere; in half of the tissue that part is less than {}.</source>
        <translation>{}, mélangées. {} d&apos;entre elles sont quelque part la plus grande part&#xa0;; dans la moitié du tissu, cette part est inférieure à {}.</translation>
    </message>
    <message>
        <source>Entry {}: {} of the tissue, taps sum to {:.3f}.
Click: light its pixels up.</source>
        <translation>Entrée {}&#xa0;: {} du tissu, la somme des coefficients vaut {:.3f}.
Clic&#xa0;: éclairer ses pixels.</translation>
    </message>
    <message numerus="yes">
        <source>%n entries of {} × {} px</source>
        <translation>
            <numerusform>%n entrée de {} × {} px</numerusform>
            <numerusform>%n entrées de {} × {} px</numerusform>
        </translation>
    </message>
    <message>
        <source>{}, {} of them in the tissue of this frame.</source>
        <translation>{}, dont {} dans le tissu de cette image.</translation>
    </message>
    <message>
        <source>The {} least frequent are not drawn.</source>
        <translation>Les {} moins fréquentes ne sont pas dessinées.</translation>
    </message>
    <message>
        <source>Point at a pixel: which entry it takes.</source>
        <translation>Pointez un pixel&#xa0;: l&apos;entrée qu&apos;il prend.</translation>
    </message>
    <message>
        <source>not denoised</source>
        <translation>non débruité</translation>
    </message>
    <message>
        <source>entry {}</source>
        <translation>entrée {}</translation>
    </message>
    <message>
        <source>Entry {}: the largest part in {} of the tissue, taps sum to {:.3f}.
Click: light these pixels up.</source>
        <translation>Entrée {}&#xa0;: la plus grande part dans {} du tissu, la somme des coefficients vaut {:.3f}.
Clic&#xa0;: éclairer ces pixels.</translation>
    </message>
    <message>
        <source>entry {} of the codebook</source>
        <translation>entrée {} du dictionnaire</translation>
    </message>
    <message>
        <source>Point at a cell, or use the arrow keys</source>
        <translation>Pointez une case, ou utilisez les flèches</translation>
    </message>
    <message>
        <source>edge {}</source>
        <translation>bord {}</translation>
    </message>
    <message>
        <source>tap dx {}, dy {}</source>
        <translation>coefficient dx {}, dy {}</translation>
    </message>
    <message>
        <source>{} · weight {}</source>
        <translation>{} · poids {}</translation>
    </message>
    <message>
        <source>sum {} · norm {} · |H| halves at {}</source>
        <translation>somme {} · norme {} · |H| de moitié à {}</translation>
    </message>
    <message>
        <source>Method explained</source>
        <translation>Méthode expliquée</translation>
    </message>
    <message>
        <source>The image that is explained</source>
        <translation>La vue expliquée</translation>
    </message>
    <message>
        <source>None of the images</source>
        <translation>Aucune des vues</translation>
    </message>
    <message>
        <source>Undock, or dock again</source>
        <translation>Détacher, ou ancrer de nouveau</translation>
    </message>
    <message>
        <source>Choose an image</source>
        <translation>Choisissez une vue</translation>
    </message>
    <message>
        <source>Filters over the cine</source>
        <translation>Filtres au fil de la séquence</translation>
    </message>
    <message>
        <source>Each filter in the frames that are known, and under it its norm √Σw²:
the share of white noise that it lets through. Click: go to the frame.</source>
        <translation>Chaque filtre dans les images connues, et dessous sa norme √Σw²&#xa0;:
la part du bruit blanc qu&apos;il laisse passer. Clic&#xa0;: aller à l&apos;image.</translation>
    </message>
    <message>
        <source>norm</source>
        <translation>norme</translation>
    </message>
    <message>
        <source>frame {} · {:.2f} s · </source>
        <translation>image {} · {:.2f} s · </translation>
    </message>
    <message>
        <source>not computed yet</source>
        <translation>pas encore calculée</translation>
    </message>
    <message>
        <source>norms </source>
        <translation>normes </translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filtres</translation>
    </message>
    <message>
        <source>Filters and kernels of the frame: weights, frequency responses, a gallery over the frame</source>
        <translation>Filtres et noyaux de l&apos;image&#xa0;: poids, réponses en fréquence, galerie sur l&apos;image</translation>
    </message>
    <message>
        <source>The filters of this frame are on their way.</source>
        <translation>Les filtres de cette image sont en cours de calcul.</translation>
    </message>
    <message>
        <source>of frame {}</source>
        <translation>de l&apos;image {}</translation>
    </message>
    <message>
        <source>{} predicts neither filters nor kernels: choose another method.</source>
        <translation>{} ne prédit ni filtres ni noyaux&#xa0;: choisissez une autre méthode.</translation>
    </message>
    <message>
        <source>Open a cine to see the filters of a method.</source>
        <translation>Ouvrez une séquence pour voir les filtres d&apos;une méthode.</translation>
    </message>
    <message>
        <source>Choose a method that predicts filters or kernels, such as GDFN or KPN.</source>
        <translation>Choisissez une méthode qui prédit des filtres ou des noyaux, comme GDFN ou KPN.</translation>
    </message>
    <message>
        <source>Frames whose filters are known</source>
        <translation>Images dont les filtres sont connus</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Variations</translation>
    </message>
    <message>
        <source>Show how far each filter is from its mean over the known frames</source>
        <translation>Montrer combien chaque filtre s&apos;écarte de sa moyenne sur les images connues</translation>
    </message>
    <message>
        <source>Whole cine</source>
        <translation>Toute la séquence</translation>
    </message>
    <message>
        <source>Predict the filters of all frames, to see how they change</source>
        <translation>Prédire les filtres de toutes les images, pour voir comment ils varient</translation>
    </message>
    <message>
        <source>Share of the frames that is done</source>
        <translation>Part des images traitée</translation>
    </message>
    <message>
        <source>Filter {}</source>
        <translation>Filtre {}</translation>
    </message>
    <message>
        <source>Mean, at every pixel</source>
        <translation>Moyenne, à chaque pixel</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Moyenne</translation>
    </message>
    <message>
        <source>Point at a pixel to see its mixture</source>
        <translation>Pointez un pixel pour voir son mélange</translation>
    </message>
    <message>
        <source>x {} y {} takes</source>
        <translation>x {} y {} prend</translation>
    </message>
    <message>
        <source>{} of {} frames</source>
        <translation>{} images sur {}</translation>
    </message>
    <message>
        <source>{} × {} px from x {}, y {}</source>
        <translation>{} × {} px depuis x {}, y {}</translation>
    </message>
    <message>
        <source>{}, the middle of a rectangle of {} × {} px</source>
        <translation>{}, le milieu d&apos;un rectangle de {} × {} px</translation>
    </message>
    <message>
        <source>Jacobian</source>
        <translation>Jacobienne</translation>
    </message>
    <message>
        <source>What the method keeps of a part of the image: its singular values and vectors there</source>
        <translation>Ce que la méthode garde d&apos;une partie de l&apos;image&#xa0;: ses valeurs et vecteurs singuliers</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rectangle</translation>
    </message>
    <message>
        <source>Work it out</source>
        <translation>Calculer</translation>
    </message>
    <message>
        <source>Size of the part</source>
        <translation>Taille de la partie</translation>
    </message>
    <message>
        <source>Size in pixels of the part around the pinned pixel, or else the one looked at.
Its Jacobian has that many pixels squared; 64 × 64 take minutes.</source>
        <translation>Taille en pixels de la partie autour du pixel épinglé, ou sinon du pixel regardé.
Sa jacobienne a ce nombre de pixels au carré&#x202f;; 64 × 64 prennent des minutes.</translation>
    </message>
    <message>
        <source>Drag a rectangle in an image to look at that: its middle 64 × 64 px if it is larger</source>
        <translation>Tracez un rectangle dans une vue pour l&apos;étudier&#xa0;: son milieu de 64 × 64 px s&apos;il est plus grand</translation>
    </message>
    <message>
        <source>How much of the Jacobian is worked out</source>
        <translation>Part de la jacobienne déjà calculée</translation>
    </message>
    <message>
        <source>Stop working it out</source>
        <translation>Arrêter le calcul</translation>
    </message>
    <message>
        <source>Work out the Jacobian of the part (Return)</source>
        <translation>Calculer la jacobienne de la partie (Entrée)</translation>
    </message>
    <message>
        <source>Shown: {}, frame {}, {}
Effective dimension Σσ²: {:.1f} of {} ({:.1f} %)
Largest singular value: {:.3f}</source>
        <translation>Affiché&#xa0;: {}, image {}, {}
Dimension effective Σσ²&#xa0;: {:.1f} sur {} ({:.1f}&#x202f;%)
Plus grande valeur singulière&#xa0;: {:.3f}</translation>
    </message>
    <message>
        <source>By differences of one grey level</source>
        <translation>Par différences d&apos;un niveau de gris</translation>
    </message>
    <message>
        <source>The Jacobian is being worked out.</source>
        <translation>La jacobienne est en cours de calcul.</translation>
    </message>
    <message>
        <source>Open a cine, and choose a method on the left.</source>
        <translation>Ouvrez une séquence, et choisissez une méthode à gauche.</translation>
    </message>
    <message>
        <source>Choose a method to see what it keeps of a part of the image.</source>
        <translation>Choisissez une méthode pour voir ce qu&apos;elle garde d&apos;une partie de l&apos;image.</translation>
    </message>
    <message>
        <source>Point at a pixel, or pin one: the part lies around it.</source>
        <translation>Pointez un pixel, ou épinglez-en un&#xa0;: la partie est autour.</translation>
    </message>
    <message>
        <source>Press “Work it out” to see what the method keeps of this part.</source>
        <translation>Appuyez sur «&#xa0;Calculer&#xa0;» pour voir ce que la méthode garde de cette partie.</translation>
    </message>
    <message>
        <source>Singular vectors</source>
        <translation>Vecteurs singuliers</translation>
    </message>
    <message>
        <source>Above: right singular vectors, patterns of the input (of the denoised frame). Below:
left ones, what is made of them, times σ. Wheel, arrow keys, Home and End browse.</source>
        <translation>En haut&#xa0;: vecteurs singuliers à droite, motifs de l&apos;entrée (de l&apos;image débruitée). En bas&#xa0;:
à gauche, ce qui en est fait, fois σ. Molette, flèches, Début et Fin font défiler.</translation>
    </message>
    <message>
        <source>from {} of {}</source>
        <translation>à partir de {} sur {}</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Sortie</translation>
    </message>
    <message>
        <source>Singular values</source>
        <translation>Valeurs singulières</translation>
    </message>
    <message>
        <source>Singular values of the Jacobian: by how much each pattern is passed on.
1: as it is. 0: taken away. Click to see the pattern.</source>
        <translation>Valeurs singulières de la jacobienne&#xa0;: dans quelle mesure chaque motif est transmis.
1&#xa0;: tel quel. 0&#xa0;: supprimé. Cliquez pour voir le motif.</translation>
    </message>
    <message>
        <source>singular value (no unit)</source>
        <translation>valeur singulière (sans unité)</translation>
    </message>
    <message>
        <source>number</source>
        <translation>numéro</translation>
    </message>
    <message>
        <source>Kernels and frequency responses</source>
        <translation>Noyaux et réponses en fréquence</translation>
    </message>
    <message>
        <source>Arrow keys move from number to number, Page up and Page down from map to map</source>
        <translation>Les flèches vont de nombre en nombre, Page préc. et Page suiv. de carte en carte</translation>
    </message>
    <message>
        <source>weight · each kernel to its largest</source>
        <translation>poids · chaque noyau à son maximum</translation>
    </message>
    <message>
        <source>Gallery of kernels over the frame</source>
        <translation>Galerie de noyaux sur l&apos;image</translation>
    </message>
    <message>
        <source>Arrow keys move from kernel to kernel</source>
        <translation>Les flèches vont de noyau en noyau</translation>
    </message>
    <message>
        <source>x {}  y {} · sum {} · norm {}</source>
        <translation>x {}  y {} · somme {} · norme {}</translation>
    </message>
    <message>
        <source>No kernel was predicted here: the pixel lies outside the part that is denoised.</source>
        <translation>Aucun noyau n&apos;a été prédit ici&#xa0;: le pixel est hors de la partie débruitée.</translation>
    </message>
    <message>
        <source>Point at a pixel to see its kernel.</source>
        <translation>Pointez un pixel pour voir son noyau.</translation>
    </message>
    <message>
        <source>One scale</source>
        <translation>Même échelle</translation>
    </message>
    <message>
        <source>Spacing of the gallery</source>
        <translation>Pas de la galerie</translation>
    </message>
    <message>
        <source>Pixels from one kernel of the gallery to the next</source>
        <translation>Nombre de pixels d&apos;un noyau de la galerie au suivant</translation>
    </message>
    <message>
        <source>Frame of the burst</source>
        <translation>Image de la rafale</translation>
    </message>
    <message>
        <source>The kernels for one frame of the burst, or for all frames, added:
what they do to tissue that does not move</source>
        <translation>Les noyaux d&apos;une image de la rafale, ou de toutes, additionnés&#xa0;:
ce qu&apos;ils font au tissu immobile</translation>
    </message>
    <message>
        <source>One scale of colours for all kernels: strong and weak ones compare.
Otherwise each has its own, which shows its form best.</source>
        <translation>Une même échelle de couleurs pour tous les noyaux&#xa0;: on compare les forts et les faibles.
Sinon chacun a la sienne, qui montre le mieux sa forme.</translation>
    </message>
    <message>
        <source>A kernel every</source>
        <translation>Un noyau tous les</translation>
    </message>
    <message>
        <source>All frames, added</source>
        <translation>Toutes les images, additionnées</translation>
    </message>
    <message>
        <source>Frame {}</source>
        <translation>Image {}</translation>
    </message>
    <message>
        <source>This frame</source>
        <translation>Cette image</translation>
    </message>
    <message>
        <source>Pin {}</source>
        <translation>Épingle {}</translation>
    </message>
    <message>
        <source>Kernels of {}, added</source>
        <translation>Noyaux de {}, additionnés</translation>
    </message>
    <message>
        <source>Kernels of {}</source>
        <translation>Noyaux de {}</translation>
    </message>
    <message>
        <source>There is no tissue at any point of this grid.</source>
        <translation>Il n&apos;y a de tissu en aucun point de cette grille.</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>Tracer</translation>
    </message>
    <message>
        <source>Between pins</source>
        <translation>Entre épingles</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Draw a line</source>
        <translation>Tracer une ligne</translation>
    </message>
    <message>
        <source>On: drag in an image to draw the line. Drag it, or an end of it, to move it</source>
        <translation>Activé&#x202f;: glissez dans une image pour tracer la ligne. Glissez-la, ou l’une de ses extrémités, pour la déplacer</translation>
    </message>
    <message>
        <source>Line between pins</source>
        <translation>Ligne entre épingles</translation>
    </message>
    <message>
        <source>Draw the line between the last two pins</source>
        <translation>Tracer la ligne entre les deux dernières épingles</translation>
    </message>
    <message>
        <source>Remove the line</source>
        <translation>Retirer la ligne</translation>
    </message>
    <message>
        <source>Take the line away</source>
        <translation>Enlever la ligne</translation>
    </message>
    <message>
        <source>Thickness of the line</source>
        <translation>Épaisseur de la ligne</translation>
    </message>
    <message>
        <source>The mean of so many lines side by side, a pixel apart: less noise</source>
        <translation>La moyenne d&apos;autant de lignes côte à côte, à un pixel d&apos;écart&#xa0;: moins de bruit</translation>
    </message>
    <message>
        <source>{} px</source>
        <translation>{} px</translation>
    </message>
    <message>
        <source>Predicted: the kernels that the network itself made. Equivalent: rows of the method&apos;s Jacobian, which every method has</source>
        <translation>Prédits&#xa0;: les noyaux que le réseau a lui-même produits. Équivalents&#xa0;: les lignes de la jacobienne de la méthode, que toute méthode possède</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Auto</translation>
    </message>
    <message>
        <source>every </source>
        <translation>tous les </translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>Prédits</translation>
    </message>
    <message>
        <source>Equivalent</source>
        <translation>Équivalents</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>Calculer</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>What the map shows of each kernel</source>
        <translation>Ce que la carte montre de chaque noyau</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Opacité</translation>
    </message>
    <message>
        <source>How much of the image the map hides</source>
        <translation>Dans quelle mesure la carte cache l&apos;image</translation>
    </message>
    <message>
        <source>Lower limit</source>
        <translation>Limite basse</translation>
    </message>
    <message>
        <source>The value with the first colour; values below have it too</source>
        <translation>La valeur de la première couleur&#x202f;; les valeurs inférieures l&apos;ont aussi</translation>
    </message>
    <message>
        <source>Upper limit</source>
        <translation>Limite haute</translation>
    </message>
    <message>
        <source>The value with the last colour; values above have it too</source>
        <translation>La valeur de la dernière couleur&#x202f;; les valeurs supérieures l&apos;ont aussi</translation>
    </message>
    <message>
        <source>Limits follow the values</source>
        <translation>Limites selon les valeurs</translation>
    </message>
    <message>
        <source>On: limits that hold 98 % of the values</source>
        <translation>Activé&#xa0;: des limites qui contiennent 98&#x202f;% des valeurs</translation>
    </message>
    <message>
        <source>Spacing</source>
        <translation>Pas</translation>
    </message>
    <message>
        <source>Pixels between kernels that are worked out one by one</source>
        <translation>Nombre de pixels entre les noyaux calculés un à un</translation>
    </message>
    <message>
        <source>Kind of kernels</source>
        <translation>Genre de noyaux</translation>
    </message>
    <message>
        <source>Work the equivalent kernels of this frame out, or stop</source>
        <translation>Calculer les noyaux équivalents de cette image, ou arrêter</translation>
    </message>
    <message>
        <source>Kernels done</source>
        <translation>Noyaux calculés</translation>
    </message>
    <message>
        <source>How many of the equivalent kernels are done</source>
        <translation>Nombre de noyaux équivalents déjà calculés</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Limites</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Kernel map</source>
        <translation>Carte des noyaux</translation>
    </message>
    <message>
        <source>A figure of the kernels over the frame: width, orientation, negative weights and more</source>
        <translation>Une mesure des noyaux sur l&apos;image&#xa0;: largeur, orientation, poids négatifs et autres</translation>
    </message>
    <message>
        <source>Meaning of the map</source>
        <translation>Signification de la carte</translation>
    </message>
    <message>
        <source>Values of the map</source>
        <translation>Valeurs de la carte</translation>
    </message>
    <message>
        <source>Value at the pixel</source>
        <translation>Valeur au pixel</translation>
    </message>
    <message>
        <source>{:.1f} % of the kernels</source>
        <translation>{:.1f} % des noyaux</translation>
    </message>
    <message>
        <source>({:.0f} % of the kernels are done)</source>
        <translation>({:.0f} % des noyaux sont faits)</translation>
    </message>
    <message>
        <source>(stopped at {:.0f} %)</source>
        <translation>(arrêté à {:.0f}&#x202f;%)</translation>
    </message>
    <message>
        <source>(map of frame {})</source>
        <translation>(carte de l&apos;image {})</translation>
    </message>
    <message>
        <source>Open a cine to see a map of a method&apos;s kernels.</source>
        <translation>Ouvrez une séquence pour voir une carte des noyaux d&apos;une méthode.</translation>
    </message>
    <message>
        <source>Choose a method on the left to see a map of its kernels.</source>
        <translation>Choisissez une méthode à gauche pour voir une carte de ses noyaux.</translation>
    </message>
    <message>
        <source>The kernels of this frame are on their way.</source>
        <translation>Les noyaux de cette image sont en cours de calcul.</translation>
    </message>
    <message>
        <source>{} of {} equivalent kernels are done.</source>
        <translation>{} noyaux équivalents sur {} sont calculés.</translation>
    </message>
    <message>
        <source>Press “Compute” for {} equivalent kernels, one every {} px.</source>
        <translation>Appuyez sur «&#xa0;Calculer&#xa0;» pour {} noyaux équivalents, un tous les {} px.</translation>
    </message>
    <message>
        <source>No tissue in this frame.</source>
        <translation>Pas de tissu dans cette image.</translation>
    </message>
    <message>
        <source>Most often {}: {:.0f} %</source>
        <translation>Le plus souvent {}&#xa0;: {:.0f}&#x202f;%</translation>
    </message>
    <message>
        <source>Opaque from an anisotropy of {:.2f} on</source>
        <translation>Opaque à partir d&apos;une anisotropie de {:.2f}</translation>
    </message>
    <message>
        <source>Median {}; 5 to 95 %: {:.3g} to {}</source>
        <translation>Médiane {}&#x202f;; 5 à 95&#x202f;%&#xa0;: {:.3g} à {}</translation>
    </message>
    <message>
        <source>this frame</source>
        <translation>cette image</translation>
    </message>
    <message>
        <source>frame {}</source>
        <translation>image {}</translation>
    </message>
    <message>
        <source>How often each value occurs in the tissue; lines are the pixel under the mouse, and pins.
Drag over bars: their pixels light up. Click: none.</source>
        <translation>Fréquence de chaque valeur dans le tissu&#xa0;; les traits sont le pixel sous la souris et les épingles.
Glisser sur des barres&#xa0;: leurs pixels s&apos;allument. Clic&#xa0;: aucun.</translation>
    </message>
    <message>
        <source>Histogram of the map</source>
        <translation>Histogramme de la carte</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>{}: all</source>
        <translation>{}&#xa0;: tout</translation>
    </message>
    <message>
        <source>{} from {} to {}</source>
        <translation>{} de {} à {}</translation>
    </message>
    <message>
        <source>{}, from {:.3g} to {:.3g}; most often {:.3g}</source>
        <translation>{}, de {:.3g} à {:.3g}&#x202f;; le plus souvent {:.3g}</translation>
    </message>
    <message>
        <source> dB</source>
        <translation> dB</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>inconnue</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Colonnes</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Background region</source>
        <translation>Région de fond</translation>
    </message>
    <message>
        <source>The region that all others are compared with: for contrast, CNR and gCNR</source>
        <translation>La région à laquelle toutes les autres sont comparées&#xa0;: pour le contraste, le CNR et le gCNR</translation>
    </message>
    <message>
        <source>Dynamic range</source>
        <translation>Dynamique</translation>
    </message>
    <message>
        <source>Which quantities the table has</source>
        <translation>Les grandeurs que contient la table</translation>
    </message>
    <message>
        <source>Measure whole cine</source>
        <translation>Mesurer toute la séquence</translation>
    </message>
    <message>
        <source>Denoise and measure every frame, or stop; what is done stays</source>
        <translation>Débruiter et mesurer chaque image, ou arrêter&#x202f;; ce qui est fait reste</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>Enregistrer la table</translation>
    </message>
    <message>
        <source>Save as text with commas (CSV)</source>
        <translation>Enregistrer en texte avec virgules (CSV)</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Fond</translation>
    </message>
    <message>
        <source>The usual columns</source>
        <translation>Les colonnes habituelles</translation>
    </message>
    <message>
        <source>This frame (CSV) …</source>
        <translation>Cette image (CSV)…</translation>
    </message>
    <message>
        <source>The table as it is shown</source>
        <translation>La table telle qu&apos;elle est affichée</translation>
    </message>
    <message>
        <source>Whole cine (CSV) …</source>
        <translation>Toute la séquence (CSV)…</translation>
    </message>
    <message>
        <source>A line for each region, image and frame; frames that lack are denoised first</source>
        <translation>Une ligne par région, vue et image&#x202f;; les images manquantes sont d&apos;abord débruitées</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucune</translation>
    </message>
    <message>
        <source>Decibels between black and white of the scanner&apos;s display, to undo its log compression.</source>
        <translation>Décibels entre le noir et le blanc de l&apos;écran de l&apos;échographe, pour défaire sa compression logarithmique.</translation>
    </message>
    <message>
        <source>The file does not say it. It stands on the scanner&apos;s screen.</source>
        <translation>Le fichier ne le dit pas. C&apos;est écrit sur l&apos;écran de l&apos;échographe.</translation>
    </message>
    <message>
        <source>From the header, Dynamic Range (0018,5030).</source>
        <translation>De l&apos;en-tête, Dynamic Range (0018,5030).</translation>
    </message>
    <message>
        <source>Set by you; the header says {:g} dB. 0: as the header says.</source>
        <translation>Réglée par vous&#x202f;; l&apos;en-tête indique {:g} dB. 0&#xa0;: comme l&apos;en-tête.</translation>
    </message>
    <message>
        <source>Plot</source>
        <translation>Tracé</translation>
    </message>
    <message>
        <source>What is plotted of the selected rows</source>
        <translation>Ce qui est tracé des lignes choisies</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Histogramme</translation>
    </message>
    <message>
        <source>{} over time</source>
        <translation>{} au cours du temps</translation>
    </message>
    <message>
        <source>Mean, speckle SNR, CNR and more of regions in all images, and over time</source>
        <translation>Moyenne, SNR du speckle, CNR et autres des régions dans toutes les vues, et au cours du temps</translation>
    </message>
    <message>
        <source>Frames measured</source>
        <translation>Images mesurées</translation>
    </message>
    <message>
        <source>Draw a region to measure it: press Shift+R, and drag in an image.</source>
        <translation>Tracez une région pour la mesurer&#xa0;: appuyez sur Maj+R, et faites glisser dans une vue.</translation>
    </message>
    <message>
        <source>Open a cine to measure in it.</source>
        <translation>Ouvrez une séquence pour y mesurer.</translation>
    </message>
    <message>
        <source>The table has the columns of the whole cine at its right: {}.</source>
        <translation>Le tableau a, à droite, les colonnes de toute la séquence&#xa0;: {}.</translation>
    </message>
    <message>
        <source>{} are no tissue but colour, text or beyond the sector: no method alters them.</source>
        <translation>{} ne sont pas du tissu, mais de la couleur, du texte ou hors du secteur&#xa0;: aucune méthode ne les modifie.</translation>
    </message>
    <message>
        <source>{} are black (clipped): quantities of the envelope are wrong there.</source>
        <translation>{} sont noirs (écrêtés)&#xa0;: les grandeurs de l&apos;enveloppe y sont fausses.</translation>
    </message>
    <message>
        <source>Columns that say “needs range” need the dynamic range of the scanner&apos;s display.</source>
        <translation>Les colonnes «&#xa0;dynamique&#x202f;?&#xa0;» demandent la dynamique de l&apos;écran de l&apos;échographe.</translation>
    </message>
    <message>
        <source>Choose a background region for contrast, CNR and gCNR.</source>
        <translation>Choisissez une région de fond pour le contraste, le CNR et le gCNR.</translation>
    </message>
    <message>
        <source>{} % of {}</source>
        <translation>{}&#x202f;% de {}</translation>
    </message>
    <message>
        <source>{} needs the dynamic range of the scanner&apos;s display: set it above.</source>
        <translation>{} demande la dynamique de l&apos;écran de l&apos;échographe&#xa0;: indiquez-la ci-dessus.</translation>
    </message>
    <message>
        <source>{} needs a background region: choose one above.</source>
        <translation>{} demande une région de fond&#xa0;: choisissez-en une ci-dessus.</translation>
    </message>
    <message>
        <source>How often each brightness occurs in the selected region, in all images</source>
        <translation>Fréquence de chaque luminosité dans la région choisie, dans toutes les vues</translation>
    </message>
    <message>
        <source>Histogram of the region</source>
        <translation>Histogramme de la région</translation>
    </message>
    <message>
        <source>Pixels (%)</source>
        <translation>Pixels (%)</translation>
    </message>
    <message>
        <source>Brightness (grey levels of 255)</source>
        <translation>Luminosité (niveaux de gris sur 255)</translation>
    </message>
    <message>
        <source>The selected rows over time. Click: go to that frame.</source>
        <translation>Les lignes choisies au cours du temps. Clic&#xa0;: aller à cette image.</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>Au cours du temps</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Valeurs séparées par des virgules (*.csv)</translation>
    </message>
    <message>
        <source>Save measurements</source>
        <translation>Enregistrer les mesures</translation>
    </message>
    <message>
        <source>Saved {}.</source>
        <translation>{} est enregistré.</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Région</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Vue</translation>
    </message>
    <message>
        <source>of 255</source>
        <translation>sur 255</translation>
    </message>
    <message>
        <source>{}, frame {}</source>
        <translation>{}, image {}</translation>
    </message>
    <message>
        <source>{} · frame {}</source>
        <translation>{} · image {}</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Mesures</translation>
    </message>
    <message>
        <source>Mixture of the filters</source>
        <translation>Mélange des filtres</translation>
    </message>
    <message>
        <source>How much of each filter the pixel takes, with marks for the pins, and which filter
each pixel of the frame takes most of. Click a bar, or use the arrow keys: map how
much of that filter is taken. Click in the map: look at that pixel.</source>
        <translation>Combien le pixel prend de chaque filtre, avec des repères pour les épingles, et quel filtre
chaque pixel de l&apos;image prend le plus. Cliquez sur une barre, ou flèches du clavier&#xa0;: carte
de la part de ce filtre. Cliquez dans la carte&#xa0;: regarder ce pixel.</translation>
    </message>
    <message>
        <source>filter {}: {:.0f} %</source>
        <translation>filtre {}&#xa0;: {:.0f}&#x202f;%</translation>
    </message>
    <message>
        <source>Filter most taken</source>
        <translation>Filtre le plus pris</translation>
    </message>
    <message>
        <source>Filter {}: {} %</source>
        <translation>Filtre {}&#xa0;: {}&#xa0;%</translation>
    </message>
    <message>
        <source>Noise map</source>
        <translation>Carte de bruit</translation>
    </message>
    <message>
        <source>How strong the method took the noise to be at each pixel, and a brush to overrule it</source>
        <translation>La force que la méthode a prêtée au bruit à chaque pixel, et un pinceau pour l&apos;imposer</translation>
    </message>
    <message>
        <source>Open a cine to see the noise map.</source>
        <translation>Ouvrez une séquence pour voir la carte de bruit.</translation>
    </message>
    <message>
        <source>Choose a method that gives a noise map: CBDNet, FFDNet or the noise estimator.</source>
        <translation>Choisissez une méthode qui donne une carte de bruit&#xa0;: CBDNet, FFDNet ou l&apos;estimateur de bruit.</translation>
    </message>
    <message>
        <source>There is no tissue in this frame.</source>
        <translation>Il n&apos;y a pas de tissu dans cette image.</translation>
    </message>
    <message>
        <source>The noise map of this frame is on its way.</source>
        <translation>La carte de bruit de cette image est en cours de calcul.</translation>
    </message>
    <message>
        <source>Mean over tissue: {:.1f} grey levels of 255</source>
        <translation>Moyenne sur le tissu&#xa0;: {:.1f} niveaux de gris sur 255</translation>
    </message>
    <message>
        <source>Painted noise map</source>
        <translation>Carte de bruit peinte</translation>
    </message>
    <message>
        <source>One level everywhere, as it is set</source>
        <translation>Un même niveau partout, tel que réglé</translation>
    </message>
    <message>
        <source>Estimated by the method</source>
        <translation>Estimée par la méthode</translation>
    </message>
    <message>
        <source>Paint</source>
        <translation>Peindre</translation>
    </message>
    <message>
        <source>Paint a noise level on the map</source>
        <translation>Peindre un niveau de bruit sur la carte</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>Give painted places back their own level</source>
        <translation>Rendre aux endroits peints leur propre niveau</translation>
    </message>
    <message>
        <source> grey levels</source>
        <translation> niveaux de gris</translation>
    </message>
    <message>
        <source>Painted level</source>
        <translation>Niveau peint</translation>
    </message>
    <message>
        <source>Standard deviation of the noise that is painted, in grey levels of 255</source>
        <translation>Écart-type du bruit peint, en niveaux de gris sur 255</translation>
    </message>
    <message>
        <source>Width of the brush</source>
        <translation>Largeur du pinceau</translation>
    </message>
    <message>
        <source>Diameter of the brush in pixels (wheel over the map)</source>
        <translation>Diamètre du pinceau en pixels (molette sur la carte)</translation>
    </message>
    <message>
        <source>Remove all that was painted on this cine for this method</source>
        <translation>Retirer tout ce qui a été peint sur cette séquence pour cette méthode</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Niveau</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinceau</translation>
    </message>
    <message>
        <source>grey levels</source>
        <translation>niveaux de gris</translation>
    </message>
    <message>
        <source>grey levels of 255</source>
        <translation>niveaux de gris sur 255</translation>
    </message>
    <message>
        <source>Standard deviation of the noise as the method took it, over the tissue</source>
        <translation>Écart-type du bruit tel que la méthode l&apos;a pris, sur le tissu</translation>
    </message>
    <message>
        <source> or more</source>
        <translation> ou plus</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Grey values along a line in every image, and how wide its edge is</source>
        <translation>Niveaux de gris le long d&apos;une ligne dans chaque vue, et largeur de son bord</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Ligne</translation>
    </message>
    <message>
        <source>Mean of</source>
        <translation>Moyenne de</translation>
    </message>
    <message>
        <source>Brightness, 0 to 1</source>
        <translation>Luminosité, de 0 à 1</translation>
    </message>
    <message>
        <source>Open a cine to see what lies along a line.</source>
        <translation>Ouvrez une séquence pour voir ce qui se trouve le long d&apos;une ligne.</translation>
    </message>
    <message>
        <source>Press “Draw”, then drag in an image: the line is read in all of them.</source>
        <translation>Appuyez sur «&#xa0;Tracer&#xa0;», puis faites glisser dans une vue&#xa0;: la ligne est lue dans toutes.</translation>
    </message>
    <message>
        <source>Waiting for the frame …</source>
        <translation>En attente de l&apos;image…</translation>
    </message>
    <message>
        <source>Along the line, from its dot on. Point at it: the place is marked in the images.</source>
        <translation>Le long de la ligne, à partir de son point. Pointez&#xa0;: l&apos;endroit est marqué dans les vues.</translation>
    </message>
    <message>
        <source>Profile along the line</source>
        <translation>Profil le long de la ligne</translation>
    </message>
    <message>
        <source>Along the line ({})</source>
        <translation>Le long de la ligne ({})</translation>
    </message>
    <message>
        <source>Whose curves they are</source>
        <translation>À qui sont les courbes</translation>
    </message>
    <message>
        <source>Edge: how far it is from 10 to 90 % of the step, where the line crosses one.
Without: the first and the last quarter differ by less than 3 standard deviations.</source>
        <translation>Bord&#xa0;: distance de 10 à 90&#x202f;% de la marche, là où la ligne en franchit une.
Sans&#xa0;: le premier et le dernier quart diffèrent de moins de 3 écarts-types.</translation>
    </message>
    <message>
        <source>Edge 10–90 %</source>
        <translation>Bord 10–90&#x202f;%</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>Input − output (grey levels of 255)</source>
        <translation>Entrée − sortie (niveaux de gris sur 255)</translation>
    </message>
    <message>
        <source>What was removed</source>
        <translation>Ce qui a été retiré</translation>
    </message>
    <message>
        <source>Input − output: whether it looks like speckle or like anatomy</source>
        <translation>Entrée − sortie&#xa0;: si cela ressemble à du speckle ou à de l&apos;anatomie</translation>
    </message>
    <message>
        <source>Histogram of what was removed</source>
        <translation>Histogramme de ce qui a été retiré</translation>
    </message>
    <message>
        <source>How often each difference occurs in the tissue; lines are the pixel under the mouse, and pins.
Drag over bars: their pixels light up. Click: none.</source>
        <translation>Fréquence de chaque différence dans le tissu&#xa0;; les traits sont le pixel sous la souris et les épingles.
Glisser sur des barres&#xa0;: leurs pixels s&apos;allument. Clic&#xa0;: aucun.</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>retiré</translation>
    </message>
    <message>
        <source>Open a cine to see what a method removes.</source>
        <translation>Ouvrez une séquence pour voir ce que retire une méthode.</translation>
    </message>
    <message>
        <source>Choose a method on the left to see what it removes.</source>
        <translation>Choisissez une méthode à gauche pour voir ce qu&apos;elle retire.</translation>
    </message>
    <message>
        <source>{} px down, {} px across</source>
        <translation>{} px vers le bas, {} px en travers</translation>
    </message>
    <message>
        <source>{} grey levels of 255</source>
        <translation>{} niveaux de gris sur 255</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>Écart-type</translation>
    </message>
    <message>
        <source>Width of the autocorrelation</source>
        <translation>Largeur de l&apos;autocorrélation</translation>
    </message>
    <message>
        <source>Correlation with the output</source>
        <translation>Corrélation avec la sortie</translation>
    </message>
    <message>
        <source>Autocorrelation</source>
        <translation>Autocorrélation</translation>
    </message>
    <message>
        <source>How alike what was removed is to itself, moved down and across by so many pixels.
A spot in the middle: grain, such as speckle. Lines and rings beyond it: structure.</source>
        <translation>Ressemblance de ce qui a été retiré avec lui-même, déplacé d&apos;autant de pixels.
Une tache au centre&#xa0;: du grain, comme le speckle. Lignes et anneaux au-delà&#xa0;: de la structure.</translation>
    </message>
    <message>
        <source>Lags of −{} to {} px</source>
        <translation>Décalages de −{} à {} px</translation>
    </message>
    <message>
        <source>autocorrelation</source>
        <translation>autocorrélation</translation>
    </message>
    <message>
        <source>The kernel is on its way.</source>
        <translation>Le noyau est en cours de calcul.</translation>
    </message>
    <message>
        <source>Same pixel, all methods</source>
        <translation>Même pixel, toutes les méthodes</translation>
    </message>
    <message>
        <source>The kernel of every method on screen at the pinned pixel, or at the one looked at</source>
        <translation>Le noyau de chaque méthode affichée au pixel épinglé, ou à celui que l&apos;on regarde</translation>
    </message>
    <message>
        <source>One colour scale</source>
        <translation>Même échelle de couleurs</translation>
    </message>
    <message>
        <source>Kernels as methods predict them, where they do; or equivalent of all</source>
        <translation>Les noyaux tels que les méthodes les prédisent, si elles le font&#x202f;; ou équivalents pour toutes</translation>
    </message>
    <message>
        <source>Predicted, else equivalent</source>
        <translation>Prédits, sinon équivalents</translation>
    </message>
    <message>
        <source>Equivalent of all</source>
        <translation>Équivalents pour toutes</translation>
    </message>
    <message>
        <source>Have the same colour mean the same weight in all panels</source>
        <translation>La même couleur signifie le même poids dans tous les cadres</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Épinglé</translation>
    </message>
    <message>
        <source>Looked at</source>
        <translation>Regardé</translation>
    </message>
    <message>
        <source>equivalent</source>
        <translation>équivalent</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>prédit</translation>
    </message>
    <message>
        <source>Nothing is denoised here.</source>
        <translation>Rien n&apos;est débruité ici.</translation>
    </message>
    <message>
        <source>Open a cine, and choose methods on the left.</source>
        <translation>Ouvrez une séquence, et choisissez des méthodes à gauche.</translation>
    </message>
    <message>
        <source>Choose methods on the left to see their kernels side by side.</source>
        <translation>Choisissez des méthodes à gauche pour voir leurs noyaux côte à côte.</translation>
    </message>
    <message>
        <source>Point at a pixel, or click one to pin it, to see every method&apos;s kernel there.</source>
        <translation>Pointez un pixel, ou cliquez pour l&apos;épingler, afin d&apos;y voir le noyau de chaque méthode.</translation>
    </message>
    <message>
        <source>Net bias</source>
        <translation>Biais net</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>Biais</translation>
    </message>
    <message>
        <source>{} grey levels</source>
        <comment>in a narrow column</comment>
        <translation>{} niv. de gris</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Somme</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Largeur</translation>
    </message>
    <message>
        <source>Centroid</source>
        <translation>Centroïde</translation>
    </message>
    <message>
        <source>Anisotropy</source>
        <translation>Anisotropie</translation>
    </message>
    <message>
        <source>Kernels of all methods</source>
        <translation>Noyaux de toutes les méthodes</translation>
    </message>
    <message>
        <source>Weights, burst frames taken together, at the same pixel by every method.
Colours go with the square root of the weight: small ones are seen too.
Width, centroid and anisotropy of equivalent kernels: of the middle square that
holds {:.0f} % of the weights&apos; magnitudes.</source>
        <translation>Poids au même pixel selon chaque méthode, images de la rafale réunies.
Les couleurs suivent la racine carrée du poids&#xa0;: on voit aussi les petits.
Largeur, centroïde et anisotropie des noyaux équivalents&#xa0;: du carré central qui
contient {:.0f}&#x202f;% de la valeur absolue des poids.</translation>
    </message>
    <message>
        <source>√ weight</source>
        <translation>√ poids</translation>
    </message>
    <message>
        <source>Drag over bars, click one or press arrow keys: the pixels of their kernels light up.</source>
        <translation>Faites glisser sur les barres, cliquez ou utilisez les flèches&#xa0;: les pixels de leurs noyaux s&apos;éclairent.</translation>
    </message>
    <message>
        <source>Left and right select the next bar</source>
        <translation>Gauche et Droite choisissent la barre suivante</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistiques</translation>
    </message>
    <message>
        <source>Drag a rectangle in an image to see its kernels in the plots</source>
        <translation>Tracez un rectangle dans une vue pour en voir les noyaux dans les tracés</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>Ne rien sélectionner</translation>
    </message>
    <message>
        <source>Kernels looked at</source>
        <translation>Noyaux étudiés</translation>
    </message>
    <message>
        <source>Share of the work that is done</source>
        <translation>Part du travail effectuée</translation>
    </message>
    <message>
        <source>Kernel sizes</source>
        <translation>Tailles de noyau</translation>
    </message>
    <message>
        <source>All sizes, the smaller ones added onto the largest</source>
        <translation>Toutes les tailles, les plus petites ajoutées à la plus grande</translation>
    </message>
    <message>
        <source>Frames of the burst</source>
        <translation>Images de la rafale</translation>
    </message>
    <message>
        <source>The sum over the burst&apos;s frames, or one</source>
        <translation>La somme sur les images de la rafale, ou l&apos;une d&apos;elles</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Suivre</translation>
    </message>
    <message>
        <source>Compute anew when another frame or method is shown, while paused</source>
        <translation>Recalculer quand une autre image ou méthode est affichée, en pause</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Actualiser</translation>
    </message>
    <message>
        <source>Compute for the frame that is shown</source>
        <translation>Calculer pour l&apos;image affichée</translation>
    </message>
    <message>
        <source>All sizes</source>
        <translation>Toutes les tailles</translation>
    </message>
    <message>
        <source>Its own frame</source>
        <translation>Sa propre image</translation>
    </message>
    <message>
        <source>All frames</source>
        <translation>Toutes les images</translation>
    </message>
    <message>
        <source>Principal components: orthogonal, the first explains most</source>
        <translation>Composantes principales&#xa0;: orthogonales, la première explique le plus</translation>
    </message>
    <message>
        <source>Independent components: vary independently of each other</source>
        <translation>Composantes indépendantes&#xa0;: varient indépendamment les unes des autres</translation>
    </message>
    <message>
        <source>Singular vectors of the kernels as they are, without subtracting their mean</source>
        <translation>Vecteurs singuliers des noyaux tels quels, sans en retrancher la moyenne</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>Composantes</translation>
    </message>
    <message>
        <source>Kernels as a mean and a few components: PCA, ICA, SVD</source>
        <translation>Les noyaux comme une moyenne et quelques composantes&#xa0;: PCA, ICA, SVD</translation>
    </message>
    <message>
        <source>How the components are found</source>
        <translation>La façon de trouver les composantes</translation>
    </message>
    <message>
        <source>How many components</source>
        <translation>Nombre de composantes</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>What dragging in the scatter plot draws</source>
        <translation>Ce que trace la souris dans le nuage de points</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Sélection</translation>
    </message>
    <message>
        <source>Components: {}</source>
        <translation>Composantes&#xa0;: {}</translation>
    </message>
    <message>
        <source>Mean kernel and components</source>
        <translation>Noyau moyen et composantes</translation>
    </message>
    <message>
        <source>Kernels by two of their components</source>
        <translation>Noyaux selon deux de leurs composantes</translation>
    </message>
    <message>
        <source>Click: plot it against the one clicked before</source>
        <translation>Clic&#xa0;: la tracer contre celle cliquée avant</translation>
    </message>
    <message>
        <source>Score, {}</source>
        <translation>Score, {}</translation>
    </message>
    <message>
        <source>sum of squares</source>
        <translation>somme des carrés</translation>
    </message>
    <message>
        <source>variance</source>
        <translation>variance</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>Ensemble</translation>
    </message>
    <message>
        <source>{} of the {}</source>
        <translation>{} de la {}</translation>
    </message>
    <message>
        <source>scores {}</source>
        <translation>scores {}</translation>
    </message>
    <message>
        <source>largest tap {:.3f}</source>
        <translation>plus grand coefficient {:.3f}</translation>
    </message>
    <message>
        <source>Mean kernel: {}</source>
        <translation>Noyau moyen&#xa0;: {}</translation>
    </message>
    <message>
        <source>Click a tap to see it alone; click it again to see all.</source>
        <translation>Cliquez un coefficient pour le voir seul&#x202f;; cliquez encore pour les voir tous.</translation>
    </message>
    <message>
        <source>Arrow keys move from tap to tap</source>
        <translation>Les flèches vont de coefficient en coefficient</translation>
    </message>
    <message>
        <source>Taps</source>
        <translation>Coefficients</translation>
    </message>
    <message>
        <source>Mean kernel, and how often taps have which weight</source>
        <translation>Noyau moyen, et fréquence de chaque poids parmi les coefficients</translation>
    </message>
    <message>
        <source>Histogram of the taps</source>
        <translation>Histogramme des coefficients</translation>
    </message>
    <message>
        <source>All taps</source>
        <translation>Tous les coefficients</translation>
    </message>
    <message>
        <source>Count the taps at all places of the kernel</source>
        <translation>Compter les coefficients à toutes les places du noyau</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>Sélection</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Poids</translation>
    </message>
    <message>
        <source>Weight of the tap {}</source>
        <translation>Poids du coefficient {}</translation>
    </message>
    <message>
        <source>weight {}</source>
        <translation>poids {}</translation>
    </message>
    <message>
        <source>{} rows and {} columns from the centre</source>
        <translation>à {} lignes et {} colonnes du centre</translation>
    </message>
    <message>
        <source>Sum of the mean kernel</source>
        <translation>Somme du noyau moyen</translation>
    </message>
    <message>
        <source>Mean weight</source>
        <translation>Poids moyen</translation>
    </message>
    <message>
        <source>Negative</source>
        <translation>Négatifs</translation>
    </message>
    <message>
        <source>{:.1f} % of the taps</source>
        <translation>{:.1f}&#x202f;% des coefficients</translation>
    </message>
    <message>
        <source>a tap from {} to {}</source>
        <translation>un coefficient de {} à {}</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>Dispersion</translation>
    </message>
    <message>
        <source>How much the taps of a kernel differ: their standard deviation</source>
        <translation>De combien diffèrent les coefficients d&apos;un noyau&#xa0;: leur écart-type</translation>
    </message>
    <message>
        <source>Histogram of the kernels&apos; standard deviations</source>
        <translation>Histogramme des écarts-types des noyaux</translation>
    </message>
    <message>
        <source>Standard deviation of a kernel&apos;s taps</source>
        <translation>Écart-type des coefficients d&apos;un noyau</translation>
    </message>
    <message>
        <source>standard deviation {}</source>
        <translation>écart-type {}</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Médiane</translation>
    </message>
    <message>
        <source>5 to 95 %</source>
        <translation>5 à 95&#x202f;%</translation>
    </message>
    <message>
        <source>{} to {}</source>
        <translation>{} à {}</translation>
    </message>
    <message>
        <source>standard deviation from {} to {}</source>
        <translation>écart-type de {} à {}</translation>
    </message>
    <message>
        <source>Kernel statistics</source>
        <translation>Statistiques des noyaux</translation>
    </message>
    <message>
        <source>Statistics of the frame&apos;s kernels: taps, spread, components, clusters, directions</source>
        <translation>Statistiques des noyaux de l&apos;image&#xa0;: coefficients, dispersion, composantes, groupes, directions</translation>
    </message>
    <message>
        <source>Gathering the kernels …</source>
        <translation>Rassemblement des noyaux…</translation>
    </message>
    <message>
        <source>Cancelled. Update computes it.</source>
        <translation>Annulé. «&#xa0;Actualiser&#xa0;» le calcule.</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>Galerie</translation>
    </message>
    <message>
        <source>Kernels drawn at random, of all or of those that are selected</source>
        <translation>Des noyaux tirés au hasard, parmi tous ou parmi ceux qui sont sélectionnés</translation>
    </message>
    <message>
        <source>How many kernels</source>
        <translation>Nombre de noyaux</translation>
    </message>
    <message>
        <source>Gallery: number</source>
        <translation>Galerie&#xa0;: nombre</translation>
    </message>
    <message>
        <source>Draw others</source>
        <translation>En tirer d&apos;autres</translation>
    </message>
    <message>
        <source>Draw other kernels at random</source>
        <translation>Tirer d&apos;autres noyaux au hasard</translation>
    </message>
    <message>
        <source>Kernels drawn at random</source>
        <translation>Noyaux tirés au hasard</translation>
    </message>
    <message>
        <source>Below each kernel</source>
        <translation>Sous chaque noyau</translation>
    </message>
    <message>
        <source>its pixel, x, y</source>
        <translation>son pixel, x, y</translation>
    </message>
    <message>
        <source>sum {}, largest tap {:.3f}</source>
        <translation>somme {}, plus grand coefficient {:.3f}</translation>
    </message>
    <message>
        <source>x, y: {}
{}
Click: look at this pixel</source>
        <translation>x, y&#xa0;: {}
{}
Clic&#xa0;: regarder ce pixel</translation>
    </message>
    <message>
        <source>Each kernel belongs to the nearest of k means</source>
        <translation>Chaque noyau appartient à la plus proche de k moyennes</translation>
    </message>
    <message>
        <source>Clusters may differ in size and shape</source>
        <translation>Les groupes peuvent différer en taille et en forme</translation>
    </message>
    <message>
        <source>{}: mean patch above mean kernel</source>
        <translation>{}&#xa0;: patch moyen au-dessus du noyau moyen</translation>
    </message>
    <message>
        <source>Over the image</source>
        <translation>Sur l&apos;image</translation>
    </message>
    <message>
        <source>Colour every pixel by the group of its kernel</source>
        <translation>Colorer chaque pixel selon le groupe de son noyau</translation>
    </message>
    <message>
        <source>{}: mean patch, and under it the mean kernel.
Click: light up its pixels</source>
        <translation>{}&#xa0;: patch moyen, et dessous le noyau moyen.
Clic&#xa0;: éclairer ses pixels</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>Groupes</translation>
    </message>
    <message>
        <source>cluster {}</source>
        <translation>groupe {}</translation>
    </message>
    <message>
        <source>Kernels sorted into a few kinds: k-means, Gaussian mixture</source>
        <translation>Les noyaux classés en quelques sortes&#xa0;: k-moyennes, mélange gaussien</translation>
    </message>
    <message>
        <source>How clusters are found</source>
        <translation>La façon de trouver les groupes</translation>
    </message>
    <message>
        <source>Clusters: method</source>
        <translation>Groupes&#xa0;: méthode</translation>
    </message>
    <message>
        <source>How many clusters</source>
        <translation>Nombre de groupes</translation>
    </message>
    <message>
        <source>Clusters: number</source>
        <translation>Groupes&#xa0;: nombre</translation>
    </message>
    <message>
        <source>Find number</source>
        <translation>Trouver le nombre</translation>
    </message>
    <message>
        <source>Take the number from 2 to 12 with the largest mean silhouette:
near 1 clusters are compact and far apart, near 0 they run into each other.</source>
        <translation>Prendre le nombre de 2 à 12 dont la silhouette moyenne est la plus grande&#xa0;:
près de 1 les groupes sont compacts et éloignés, près de 0 ils se confondent.</translation>
    </message>
    <message>
        <source>Silhouette</source>
        <translation>Silhouette</translation>
    </message>
    <message>
        <source>{} with {} clusters</source>
        <translation>{} avec {} groupes</translation>
    </message>
    <message>
        <source>direction {}</source>
        <translation>direction {}</translation>
    </message>
    <message>
        <source>Kernels grouped by the direction in which their patch becomes brighter</source>
        <translation>Les noyaux groupés selon la direction où leur patch s&apos;éclaircit</translation>
    </message>
    <message>
        <source> levels/px</source>
        <translation> niveaux/px</translation>
    </message>
    <message>
        <source>Grey levels per pixel: a patch that is less steep is flat</source>
        <translation>Niveaux de gris par pixel&#xa0;: un patch moins pentu est plat</translation>
    </message>
    <message>
        <source>Directions: flat below, grey levels per pixel</source>
        <translation>Directions&#xa0;: plat en dessous de, niveaux de gris par pixel</translation>
    </message>
    <message>
        <source>Flat below</source>
        <translation>Plat en dessous de</translation>
    </message>
    <message>
        <source>flat</source>
        <translation>plat</translation>
    </message>
    <message>
        <source>no steep side</source>
        <translation>sans pente marquée</translation>
    </message>
    <message>
        <source>brighter towards {}</source>
        <translation>plus clairs vers {}</translation>
    </message>
    <message>
        <source>Patches that are {}: their mean, and under it the mean kernel.
Click: light up their pixels</source>
        <translation>Les patchs {}&#xa0;: leur moyenne, et dessous le noyau moyen.
Clic&#xa0;: éclairer leurs pixels</translation>
    </message>
    <message>
        <source>Median gradient</source>
        <translation>Gradient médian</translation>
    </message>
    <message>
        <source>{} grey levels/px</source>
        <translation>{} niveaux de gris/px</translation>
    </message>
    <message>
        <source> (frame {} is shown)</source>
        <translation> (l&apos;image {} est affichée)</translation>
    </message>
    <message>
        <source> of {:,}</source>
        <translation> sur {:,}</translation>
    </message>
    <message>
        <source>, one per {} × {} px</source>
        <translation>, un par {} × {} px</translation>
    </message>
    <message>
        <source>{} kernels{}</source>
        <translation>{} noyaux{}</translation>
    </message>
    <message>
        <source>Planes of all taps</source>
        <translation>Plans de tous les coefficients</translation>
    </message>
    <message>
        <source>Each tap&apos;s weight over the frame, in its place in the kernel. Click: large.</source>
        <translation>Le poids de chaque coefficient sur l&apos;image, à sa place dans le noyau. Clic&#xa0;: en grand.</translation>
    </message>
    <message>
        <source>Plane of one tap</source>
        <translation>Plan d&apos;un coefficient</translation>
    </message>
    <message>
        <source>Planes</source>
        <translation>Plans</translation>
    </message>
    <message>
        <source>Each tap as an image over the frame</source>
        <translation>Chaque coefficient comme une image</translation>
    </message>
    <message>
        <source>Tap {} rows, {} columns from the centre, ±{}</source>
        <translation>Coefficient à {} lignes, {} colonnes du centre, ±{}</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tous</translation>
    </message>
    <message>
        <source>one colour scale, ±{}</source>
        <translation>une même échelle de couleurs, ±{}</translation>
    </message>
    <message>
        <source>A cell</source>
        <translation>Une case</translation>
    </message>
    <message>
        <source>{} px; large: {} px</source>
        <translation>{} px&#x202f;; en grand&#xa0;: {} px</translation>
    </message>
    <message>
        <source>Drag around points to light up the pixels of their kernels. Click: select nothing.</source>
        <translation>Entourez des points pour éclairer les pixels de leurs noyaux. Clic&#xa0;: ne rien sélectionner.</translation>
    </message>
    <message>
        <source>Open a cine to see statistics of the kernels of a method.</source>
        <translation>Ouvrez une séquence pour voir les statistiques des noyaux d&apos;une méthode.</translation>
    </message>
    <message>
        <source>Choose a method that predicts kernels, such as KPN.</source>
        <translation>Choisissez une méthode qui prédit des noyaux, comme KPN.</translation>
    </message>
    <message>
        <source>{} predicts no kernels: choose another method.</source>
        <translation>{} ne prédit pas de noyaux&#xa0;: choisissez une autre méthode.</translation>
    </message>
    <message>
        <source>Pause to see statistics of the kernels of a frame.</source>
        <translation>Mettez en pause pour voir les statistiques des noyaux d&apos;une image.</translation>
    </message>
    <message>
        <source>Statistics: {}</source>
        <translation>Statistiques&#xa0;: {}</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Mesures</translation>
    </message>
    <message>
        <source>Left and right move between kernels, Space chooses</source>
        <translation>Gauche et Droite vont de noyau en noyau, Espace choisit</translation>
    </message>
    <message>
        <source>There are no numbers to take away here yet.</source>
        <translation>Il n&apos;y a pas encore de nombres à emporter ici.</translation>
    </message>
    <message>
        <source>Copied as numbers: {}.</source>
        <translation>Copié en nombres&#xa0;: {}.</translation>
    </message>
    <message>
        <source>Images are not on the clipboard: save the numbers.</source>
        <translation>Les images ne sont pas dans le presse-papiers&#xa0;: enregistrez les nombres.</translation>
    </message>
    <message>
        <source>Save numbers</source>
        <translation>Enregistrer les nombres</translation>
    </message>
    <message>
        <source>Save figure</source>
        <translation>Enregistrer la figure</translation>
    </message>
    <message>
        <source>Copy or save what is shown, as numbers or as a figure</source>
        <translation>Copier ou enregistrer ce qui est affiché, en nombres ou en figure</translation>
    </message>
    <message>
        <source>Take away: {}</source>
        <translation>Emporter&#xa0;: {}</translation>
    </message>
    <message>
        <source>Copy numbers</source>
        <translation>Copier les nombres</translation>
    </message>
    <message>
        <source>Copy as tab-separated text, which pastes into a spreadsheet</source>
        <translation>Copier en texte avec tabulations, à coller dans un tableur</translation>
    </message>
    <message>
        <source>Save numbers (.npz) …</source>
        <translation>Enregistrer les nombres (.npz)…</translation>
    </message>
    <message>
        <source>Save all arrays with their coordinates, for NumPy, or as text</source>
        <translation>Enregistrer tous les tableaux avec leurs coordonnées, pour NumPy, ou en texte</translation>
    </message>
    <message>
        <source>Save figure (SVG, PNG) …</source>
        <translation>Enregistrer la figure (SVG, PNG)…</translation>
    </message>
    <message>
        <source>Save a figure fit for a paper, on white, with colour bars</source>
        <translation>Enregistrer une figure pour un article, sur fond blanc, avec les barres de couleurs</translation>
    </message>
    <message>
        <source>Run over the cine</source>
        <translation>Parcourir la séquence</translation>
    </message>
    <message>
        <source>Shown over time</source>
        <translation>Montré au cours du temps</translation>
    </message>
    <message>
        <source>What is shown of each pixel, frame by frame</source>
        <translation>Ce qui est montré de chaque pixel, image par image</translation>
    </message>
    <message>
        <source>Run the method over all frames that play, or stop</source>
        <translation>Appliquer la méthode à toutes les images lues, ou arrêter</translation>
    </message>
    <message>
        <source>M-modes of</source>
        <translation>TM de</translation>
    </message>
    <message>
        <source>Whose M-modes are shown</source>
        <translation>De qui les tracés TM sont montrés</translation>
    </message>
    <message>
        <source>Input and method</source>
        <translation>Deux vues</translation>
    </message>
    <message>
        <source>All images</source>
        <translation>Toutes les vues</translation>
    </message>
    <message>
        <source>Arrangement</source>
        <translation>Disposition</translation>
    </message>
    <message>
        <source>How M-modes stand</source>
        <translation>La disposition des tracés TM</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Côte à côte</translation>
    </message>
    <message>
        <source>Stacked</source>
        <translation>Empilés</translation>
    </message>
    <message>
        <source>{} s, scrolling</source>
        <translation>{} s, défilantes</translation>
    </message>
    <message>
        <source>Time shown</source>
        <translation>Durée montrée</translation>
    </message>
    <message>
        <source>The whole cine at once, or a part that scrolls with the frame shown</source>
        <translation>Toute la séquence d&apos;un coup, ou une partie qui défile avec l&apos;image affichée</translation>
    </message>
    <message>
        <source>Run the rest</source>
        <translation>Calculer le reste</translation>
    </message>
    <message>
        <source>Run the rest of the cine</source>
        <translation>Calculer le reste de la séquence</translation>
    </message>
    <message>
        <source>Decode and denoise all frames that play and are not there; or stop</source>
        <translation>Décoder et débruiter toutes les images lues qui manquent&#x202f;; ou arrêter</translation>
    </message>
    <message>
        <source>Frames done</source>
        <translation>Images traitées</translation>
    </message>
    <message>
        <source>How many of the frames are done</source>
        <translation>Nombre d&apos;images traitées</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Montrer</translation>
    </message>
    <message>
        <source>Colour bar</source>
        <translation>Barre de couleurs</translation>
    </message>
    <message>
        <source>Draw a line in an image, or click pixels to pin them.</source>
        <translation>Tracez une ligne dans une vue, ou cliquez des pixels pour les épingler.</translation>
    </message>
    <message>
        <source>Press “Run over the cine” to see every frame.</source>
        <translation>Appuyez sur «&#xa0;Parcourir la séquence&#xa0;» pour voir chaque image.</translation>
    </message>
    <message>
        <source>Line, pins, method or settings have changed since this run of {}.</source>
        <translation>Ligne, épingles, méthode ou réglages ont changé depuis ce parcours de {}.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Temps</translation>
    </message>
    <message>
        <source>Brightness or a figure of the kernels over time: along a line and at pins</source>
        <translation>La luminosité ou une mesure des noyaux au cours du temps&#xa0;: le long d&apos;une ligne et aux épingles</translation>
    </message>
    <message>
        <source>Value under the mouse</source>
        <translation>Valeur sous la souris</translation>
    </message>
    <message>
        <source>Running …</source>
        <translation>Parcours en cours…</translation>
    </message>
    <message>
        <source>{} sees one frame at a time: “{}” is for bursts.</source>
        <translation>{} voit une image à la fois&#xa0;: «&#xa0;{}&#xa0;» est pour les rafales.</translation>
    </message>
    <message>
        <source>{} has no kernels: {} is unknown.</source>
        <translation>{} n&apos;a pas de noyaux&#xa0;: {} est inconnu.</translation>
    </message>
    <message>
        <source>M-mode</source>
        <translation>Mode TM</translation>
    </message>
    <message>
        <source>Brightness along a line over time, of the input and of what methods make</source>
        <translation>La luminosité le long d&apos;une ligne au cours du temps, de l&apos;entrée et de ce qu&apos;en font les méthodes</translation>
    </message>
    <message>
        <source>Values under the mouse</source>
        <translation>Valeurs sous la souris</translation>
    </message>
    <message>
        <source>{} of {} frames are there.</source>
        <translation>{} images sur {} sont là.</translation>
    </message>
    <message>
        <source>{} s, frame {}</source>
        <translation>{} s, image {}</translation>
    </message>
    <message>
        <source>Open a cine to see it over time.</source>
        <translation>Ouvrez une séquence pour la voir au cours du temps.</translation>
    </message>
    <message>
        <source>A still image has one frame only: open a cine to see it over time.</source>
        <translation>Une image fixe n&apos;a qu&apos;une image&#xa0;: ouvrez une séquence pour la voir au cours du temps.</translation>
    </message>
    <message>
        <source>Press “Draw”, then drag in an image: its M-mode appears here.</source>
        <translation>Appuyez sur «&#xa0;Tracer&#xa0;», puis faites glisser dans une vue&#xa0;: son tracé TM apparaît ici.</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Lecture…</translation>
    </message>
    <message>
        <source>{:.3f} s, frame {}</source>
        <translation>{:.3f} s, image {}</translation>
    </message>
    <message>
        <source>Time (s)</source>
        <translation>Temps (s)</translation>
    </message>
    <message>
        <source>Along the line, from its dot downwards, over time. Click: go to that frame.</source>
        <translation>Le long de la ligne, de son point vers le bas, au cours du temps. Clic&#xa0;: aller à cette image.</translation>
    </message>
    <message>
        <source>Along the line over time</source>
        <translation>Le long de la ligne au cours du temps</translation>
    </message>
    <message>
        <source>Line ({})</source>
        <translation>Ligne ({})</translation>
    </message>
    <message>
        <source>At the pins over time</source>
        <translation>Aux épingles au cours du temps</translation>
    </message>
    <message>
        <source>At each pin. Click: go to that frame.</source>
        <translation>À chaque épingle. Clic&#xa0;: aller à cette image.</translation>
    </message>
    <message>
        <source>The sub-bands of the frame as it is</source>
        <translation>Les sous-bandes de l&apos;image telle quelle</translation>
    </message>
    <message>
        <source>The sub-bands of the denoised frame</source>
        <translation>Les sous-bandes de l&apos;image débruitée</translation>
    </message>
    <message>
        <source>The sub-bands of input minus output: what the method took away</source>
        <translation>Les sous-bandes de l&apos;entrée moins la sortie&#xa0;: ce que la méthode a enlevé</translation>
    </message>
    <message>
        <source>What each method on screen takes away from each band, side by side</source>
        <translation>Ce que chaque méthode à l&apos;écran enlève à chaque bande, côte à côte</translation>
    </message>
    <message>
        <source>Taken away</source>
        <translation>Enlevé</translation>
    </message>
    <message>
        <source>All methods</source>
        <translation>Toutes</translation>
    </message>
    <message>
        <source>Wavelet bench</source>
        <translation>Banc d&apos;ondelettes</translation>
    </message>
    <message>
        <source>Sub-bands of input, output and network: hear them alone, mute and scale them</source>
        <translation>Sous-bandes de l&apos;entrée, de la sortie et du réseau&#xa0;: les voir seules, les couper, les pondérer</translation>
    </message>
    <message>
        <source>Network:</source>
        <translation>Réseau&#xa0;:</translation>
    </message>
    <message>
        <source>Network {}</source>
        <translation>Réseau {}</translation>
    </message>
    <message>
        <source>Channels of the network&apos;s own sub-bands at its level {}</source>
        <translation>Canaux des sous-bandes propres du réseau à son niveau {}</translation>
    </message>
    <message>
        <source>Wavelet</source>
        <translation>Ondelette</translation>
    </message>
    <message>
        <source>An orthogonal wavelet; the networks use Haar&apos;s</source>
        <translation>Une ondelette orthogonale&#x202f;; les réseaux utilisent celle de Haar</translation>
    </message>
    <message>
        <source>Levels </source>
        <translation>Niveaux </translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>Niveaux</translation>
    </message>
    <message>
        <source>How often the image is halved</source>
        <translation>Combien de fois l&apos;image est divisée par deux</translation>
    </message>
    <message>
        <source>In the pane</source>
        <translation>Sur l&apos;image</translation>
    </message>
    <message>
        <source>Lay the reconstruction over the image that it is of: see it large, zoom in on it</source>
        <translation>Poser la reconstruction sur l&apos;image dont elle vient&#xa0;: la voir en grand, l&apos;agrandir</translation>
    </message>
    <message>
        <source>Take every band as it is: no solo, no mute, no scale</source>
        <translation>Prendre chaque bande telle quelle&#xa0;: ni solo, ni coupure, ni facteur</translation>
    </message>
    <message>
        <source>Open a cine to see its sub-bands.</source>
        <translation>Ouvrez une séquence pour en voir les sous-bandes.</translation>
    </message>
    <message>
        <source>Sub-bands</source>
        <translation>Sous-bandes</translation>
    </message>
    <message>
        <source>Reconstruction</source>
        <translation>Reconstruction</translation>
    </message>
    <message>
        <source>Each band&apos;s coefficients, coarser ones towards the upper left. Point at one to look at its pixels; click to see the histogram of its band</source>
        <translation>Les coefficients de chaque bande, les plus grossières en haut à gauche. Pointez-en un pour regarder ses pixels&#x202f;; cliquez pour voir l&apos;histogramme de sa bande</translation>
    </message>
    <message>
        <source>The image put together again from the bands as the table weighs them; the change is the root mean square of the difference</source>
        <translation>L&apos;image recomposée à partir des bandes telles que la table les pondère&#x202f;; l&apos;écart est la racine de la moyenne des carrés de la différence</translation>
    </message>
    <message>
        <source>Changed by {:.1f} grey levels (RMS)</source>
        <translation>Écart de {:.1f} niveaux de gris (RMS)</translation>
    </message>
    <message>
        <source>From all bands</source>
        <translation>De toutes les bandes</translation>
    </message>
    <message>
        <source>Output of {}</source>
        <translation>Sortie de {}</translation>
    </message>
    <message>
        <source>Taken away by {}</source>
        <translation>Enlevé par {}</translation>
    </message>
    <message>
        <source>grey levels · mean</source>
        <translation>niveaux de gris · moyenne</translation>
    </message>
    <message>
        <source>grey levels · level {}</source>
        <translation>niveaux de gris · niveau {}</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>Énergie</translation>
    </message>
    <message>
        <source>Variance</source>
        <translation>Variance</translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation>Corrélation</translation>
    </message>
    <message>
        <source>Mean square over the tissue</source>
        <translation>Moyenne des carrés sur le tissu</translation>
    </message>
    <message>
        <source>Variance over the tissue</source>
        <translation>Variance sur le tissu</translation>
    </message>
    <message>
        <source>Pearson&apos;s over the tissue, with the input&apos;s band that it goes along with most</source>
        <translation>Celle de Pearson sur le tissu, avec la bande de l&apos;entrée qui lui ressemble le plus</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Ici</translation>
    </message>
    <message>
        <source>Value at the pixel that is looked at</source>
        <translation>Valeur au pixel que l&apos;on regarde</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>Encodeur</translation>
    </message>
    <message>
        <source>Decoder</source>
        <translation>Décodeur</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Après</translation>
    </message>
    <message>
        <source>{}: energy {:.3g}, variance {:.3g}, correlation {:+.2f} with {} of the input</source>
        <translation>{}&#xa0;: énergie {:.3g}, variance {:.3g}, corrélation {:+.2f} avec {} de l&apos;entrée</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Canaux</translation>
    </message>
    <message>
        <source>Each between its own limits. Choose a channel to see it large</source>
        <translation>Chacun entre ses propres limites. Choisissez un canal pour le voir en grand</translation>
    </message>
    <message>
        <source>By energy</source>
        <translation>Par énergie</translation>
    </message>
    <message>
        <source>By variance</source>
        <translation>Par variance</translation>
    </message>
    <message>
        <source>By correlation</source>
        <translation>Par corrélation</translation>
    </message>
    <message>
        <source>Channels before the deeper levels (encoder) or after</source>
        <translation>Canaux avant les niveaux plus profonds (encodeur) ou après</translation>
    </message>
    <message>
        <source>Order; correlation is with the input&apos;s bands</source>
        <translation>Ordre&#x202f;; la corrélation est avec les bandes de l&apos;entrée</translation>
    </message>
    <message>
        <source>{} channels of {} × {}</source>
        <translation>{} canaux de {} × {}</translation>
    </message>
    <message>
        <source>By number</source>
        <translation>Par numéro</translation>
    </message>
    <message>
        <source>Point at a position to look at its pixels</source>
        <translation>Pointez une position pour regarder ses pixels</translation>
    </message>
    <message>
        <source>The sub-bands of this frame are on their way.</source>
        <translation>Les sous-bandes de cette image sont en cours de calcul.</translation>
    </message>
    <message>
        <source>There is no such channel on this side.</source>
        <translation>Il n&apos;y a pas de tel canal de ce côté.</translation>
    </message>
    <message>
        <source>{}: per cent of the tissue&apos;s coefficients; what lies beyond the axis is counted at its ends</source>
        <translation>{}&#xa0;: pour cent des coefficients du tissu&#x202f;; ce qui dépasse l&apos;axe est compté à ses bouts</translation>
    </message>
    <message>
        <source>Coefficients (%)</source>
        <translation>Coefficients (%)</translation>
    </message>
    <message>
        <source>before</source>
        <translation>avant</translation>
    </message>
    <message>
        <source>after</source>
        <translation>après</translation>
    </message>
    <message>
        <source>what is left after the last halving: the local mean, brightness</source>
        <translation>ce qui reste après la dernière division&#xa0;: la moyenne locale, la luminosité</translation>
    </message>
    <message>
        <source>horizontal edges</source>
        <translation>contours horizontaux</translation>
    </message>
    <message>
        <source>vertical edges</source>
        <translation>contours verticaux</translation>
    </message>
    <message>
        <source>diagonal structure, and most of what is noise</source>
        <translation>structure diagonale, et l&apos;essentiel du bruit</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>Bande</translation>
    </message>
    <message>
        <source>Solo</source>
        <translation>Solo</translation>
    </message>
    <message>
        <source>Reconstruct from the bands that are chosen here alone</source>
        <translation>Reconstruire à partir des seules bandes choisies ici</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Couper</translation>
    </message>
    <message>
        <source>Reconstruct without these bands</source>
        <translation>Reconstruire sans ces bandes</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Facteur</translation>
    </message>
    <message>
        <source>Multiply a band; double-click for 100 %</source>
        <translation>Multiplier une bande&#x202f;; double-clic pour 100&#x202f;%</translation>
    </message>
    <message>
        <source>Energy in the input, grey levels² per pixel: all bands add up to the mean square</source>
        <translation>Énergie de l&apos;entrée, niveaux de gris² par pixel&#xa0;: la somme des bandes est la moyenne des carrés</translation>
    </message>
    <message>
        <source>Energy in the output, grey levels² per pixel</source>
        <translation>Énergie de la sortie, niveaux de gris² par pixel</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Enlevé</translation>
    </message>
    <message>
        <source>Energy of input minus output, grey levels² per pixel</source>
        <translation>Énergie de l&apos;entrée moins la sortie, niveaux de gris² par pixel</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Part</translation>
    </message>
    <message>
        <source>Energy taken away, in per cent of the energy before</source>
        <translation>Énergie enlevée, en pour cent de l&apos;énergie d&apos;avant</translation>
    </message>
    <message>
        <source>Coefficient at the pixel that is looked at, grey levels</source>
        <translation>Coefficient au pixel que l&apos;on regarde, niveaux de gris</translation>
    </message>
    <message>
        <source>Energy taken away by band and method</source>
        <translation>Énergie enlevée par bande et par méthode</translation>
    </message>
    <message>
        <source>Energy of input minus output in the tissue, in per cent of the input&apos;s energy in that band</source>
        <translation>Énergie de l&apos;entrée moins la sortie dans le tissu, en pour cent de l&apos;énergie de l&apos;entrée dans cette bande</translation>
    </message>
    <message>
        <source>Energy taken away from the input, frame {}: share of the band</source>
        <translation>Énergie enlevée à l&apos;entrée, image {}&#xa0;: part de la bande</translation>
    </message>
    <message>
        <source>Input, grey levels²/px</source>
        <translation>Entrée, niveaux de gris²/px</translation>
    </message>
    <message>
        <source>{} of {} grey levels² per pixel</source>
        <translation>{} sur {} niveaux de gris² par pixel</translation>
    </message>
    <message>
        <source>Level {}</source>
        <translation>Niveau {}</translation>
    </message>
    <message>
        <source>Scale {}</source>
        <translation>Facteur {}</translation>
    </message>
    <message>
        <source>Multiply {} by 0 to {:g}</source>
        <translation>Multiplier {} par 0 à {:g}</translation>
    </message>
    <message>
        <source>LH, HL and HH of this level together</source>
        <translation>LH, HL et HH de ce niveau ensemble</translation>
    </message>
    <message>
        <source>{}, over {} px</source>
        <translation>{}, sur {} px</translation>
    </message>
    <message>
        <source>{}: {}. Click for its histogram</source>
        <translation>{}&#xa0;: {}. Clic pour son histogramme</translation>
    </message>
    <message>
        <source>Histogram of {}</source>
        <translation>Histogramme de {}</translation>
    </message>
    <message>
        <source>Energy, grey levels²/px</source>
        <translation>Énergie, niveaux²/px</translation>
    </message>
    <message>
        <source>grey levels</source>
        <comment>in a narrow column</comment>
        <translation>niv. de gris</translation>
    </message>
    <message>
        <source>Point at the next pixel; with Shift, ten pixels on</source>
        <translation>Pointer le pixel suivant&#x202f;; avec Maj, dix pixels plus loin</translation>
    </message>
    <message>
        <source>Pin the pixel, or take the pin away; with a tool: begin or end drawing</source>
        <translation>Épingler le pixel, ou retirer l&apos;épingle&#x202f;; avec un outil&#xa0;: commencer ou finir un tracé</translation>
    </message>
    <message>
        <source>Hold a region, a line, or a handle, or let go; add a corner to a polygon</source>
        <translation>Saisir une région, une ligne ou une poignée, ou la lâcher&#x202f;; ajouter un sommet au polygone</translation>
    </message>
    <message>
        <source>Remove the selected region or distance</source>
        <translation>Retirer la région ou la distance choisie</translation>
    </message>
    <message>
        <source>Take the last corner of a polygon back</source>
        <translation>Reprendre le dernier sommet d&apos;un polygone</translation>
    </message>
    <message>
        <source>Give up drawing, put the tool away, select nothing</source>
        <translation>Abandonner le tracé, ranger l&apos;outil, ne rien sélectionner</translation>
    </message>
    <message>
        <source>Move the image</source>
        <translation>Déplacer l&apos;image</translation>
    </message>
    <message>
        <source>Window: fewer or more values between black and white</source>
        <translation>Fenêtre&#xa0;: moins ou plus de valeurs entre le noir et le blanc</translation>
    </message>
    <message>
        <source>Level: brighter or darker</source>
        <translation>Niveau&#xa0;: plus clair ou plus sombre</translation>
    </message>
    <message>
        <source>What explains this image; the Menu key does the same</source>
        <translation>Ce qui explique cette vue&#x202f;; la touche Menu fait de même</translation>
    </message>
    <message>
        <source>Hide everything but the images, or show it again</source>
        <translation>Tout masquer sauf les vues, ou le remontrer</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>Pointer</translation>
    </message>
    <message>
        <source>Show the kernel behind the pixel</source>
        <translation>Montrer le noyau derrière le pixel</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>Clic</translation>
    </message>
    <message>
        <source>Pin the pixel, or take the pin away</source>
        <translation>Épingler le pixel, ou retirer l&apos;épingle</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>Glisser</translation>
    </message>
    <message>
        <source>Move the image; with a tool: draw</source>
        <translation>Déplacer l&apos;image&#x202f;; avec un outil&#xa0;: tracer</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Molette</translation>
    </message>
    <message>
        <source>Zoom at the mouse</source>
        <translation>Agrandir à l&apos;endroit de la souris</translation>
    </message>
    <message>
        <source>Double-click</source>
        <translation>Double-clic</translation>
    </message>
    <message>
        <source>Show the image whole</source>
        <translation>Montrer l&apos;image en entier</translation>
    </message>
    <message>
        <source>Drag with the right button</source>
        <translation>Glisser avec le bouton droit</translation>
    </message>
    <message>
        <source>Level (up and down) and window (left and right)</source>
        <translation>Niveau (haut et bas) et fenêtre (gauche et droite)</translation>
    </message>
    <message>
        <source>Click the caption</source>
        <translation>Clic sur la légende</translation>
    </message>
    <message>
        <source>Select the method, and show its card</source>
        <translation>Choisir la méthode, et montrer sa fiche</translation>
    </message>
    <message>
        <source>Drop files</source>
        <translation>Déposer des fichiers</translation>
    </message>
    <message>
        <source>Open cines, stills, folders, sessions and weights</source>
        <translation>Ouvrir séquences, images fixes, dossiers, sessions et poids</translation>
    </message>
    <message>
        <source>The net bias is on its way.</source>
        <translation>Le biais net est en cours de calcul.</translation>
    </message>
    <message>
        <source>Outside tissue: not applied</source>
        <translation>Hors du tissu&#xa0;: non appliqué</translation>
    </message>
    <message>
        <source>By differences of one grey level, {} px around</source>
        <translation>Par différences d&apos;un niveau de gris, à {} px alentour</translation>
    </message>
    <message>
        <source>Looks {} px around; the method sees farther</source>
        <translation>Regarde {} px alentour&#x202f;; la méthode voit plus loin</translation>
    </message>
    <message>
        <source>Net bias map</source>
        <translation>Carte du biais net</translation>
    </message>
    <message>
        <source>Net bias: output = kernel · input + bias. Zero everywhere for bias-free networks.</source>
        <translation>Biais net&#xa0;: sortie = noyau · entrée + biais. Nul partout pour les réseaux sans biais.</translation>
    </message>
    <message>
        <source>outside tissue</source>
        <translation>hors du tissu</translation>
    </message>
    <message>
        <source>Row: made of</source>
        <translation>Ligne&#xa0;: fait de</translation>
    </message>
    <message>
        <source>The weights of all input pixels in this output pixel</source>
        <translation>Les poids de tous les pixels d&apos;entrée dans ce pixel de sortie</translation>
    </message>
    <message>
        <source>Column: uses</source>
        <translation>Colonne&#xa0;: sert à</translation>
    </message>
    <message>
        <source>The weight of this input pixel in all output pixels</source>
        <translation>Le poids de ce pixel d&apos;entrée dans tous les pixels de sortie</translation>
    </message>
    <message>
        <source>What is added to the weighted input, at every pixel of the frame</source>
        <translation>Ce qui s&apos;ajoute à l&apos;entrée pondérée, à chaque pixel de l&apos;image</translation>
    </message>
    <message>
        <source>Kind of kernel</source>
        <translation>Genre de noyau</translation>
    </message>
    <message>
        <source>Predicted: the kernel that the network itself made for this pixel.
Equivalent: the row of the method&apos;s Jacobian, which every method has.</source>
        <translation>Prédit&#xa0;: le noyau que le réseau a lui-même produit pour ce pixel.
Équivalent&#xa0;: la ligne de la jacobienne de la méthode, que toute méthode possède.</translation>
    </message>
    <message>
        <source>Part of the Jacobian</source>
        <translation>Partie de la jacobienne</translation>
    </message>
    <message>
        <source>Row: what this output pixel is made of. Column: where this input pixel goes.
Net bias map: what is added besides, at every pixel of the frame.</source>
        <translation>Ligne&#xa0;: de quoi est fait ce pixel de sortie. Colonne&#xa0;: où va ce pixel d&apos;entrée.
Carte du biais net&#xa0;: ce qui s&apos;ajoute, à chaque pixel de l&apos;image.</translation>
    </message>
    <message>
        <source>Kernel maps</source>
        <translation>Cartes du noyau</translation>
    </message>
    <message>
        <source>Arrow keys move from tap to tap, Page up and Page down from frame to frame; plus and minus show less or more of a large kernel</source>
        <translation>Les flèches vont de coefficient en coefficient, Page préc. et Page suiv. d&apos;image en image&#x202f;; plus et moins montrent moins ou plus d&apos;un grand noyau</translation>
    </message>
    <message>
        <source>Point at a pixel to see the kernels behind it</source>
        <translation>Pointez un pixel pour voir les noyaux derrière lui</translation>
    </message>
    <message>
        <source>A hole in one size is filled by another</source>
        <translation>Le trou d&apos;une taille est comblé par une autre</translation>
    </message>
    <message>
        <source>Kernel inspector</source>
        <translation>Inspecteur de noyaux</translation>
    </message>
    <message>
        <source>tap</source>
        <translation>coefficient</translation>
    </message>
    <message>
        <source>product</source>
        <translation>produit</translation>
    </message>
    <message>
        <source>patch</source>
        <translation>patch</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>poids</translation>
    </message>
    <message>
        <source>Weights over patch</source>
        <translation>Poids sur le patch</translation>
    </message>
    <message>
        <source>Draw the weights of a burst or of a large kernel over what they weigh (W)</source>
        <translation>Dessiner les poids d&apos;une rafale ou d&apos;un grand noyau sur ce qu&apos;ils pondèrent (W)</translation>
    </message>
    <message>
        <source>Weights over the images</source>
        <translation>Poids sur les images</translation>
    </message>
    <message>
        <source>Lay the weights over input and output, each over its own pixel (Shift+W)</source>
        <translation>Poser les poids sur l&apos;entrée et la sortie, chacun sur son pixel (Maj+W)</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>Tout retirer</translation>
    </message>
    <message>
        <source>Remove all pins</source>
        <translation>Retirer toutes les épingles</translation>
    </message>
    <message>
        <source>Pins</source>
        <translation>Épingles</translation>
    </message>
    <message>
        <source>Click a pixel in an image to pin it</source>
        <translation>Cliquez un pixel dans une vue pour l&apos;épingler</translation>
    </message>
    <message>
        <source>Colour bars</source>
        <translation>Barres de couleurs</translation>
    </message>
    <message>
        <source>Weights and products run from blue (negative) over neutral to orange (positive).
Each kernel size has limits of its own, which all its frames share.
Only the sum of the sizes counts: where both look at a pixel, one of them may be
left faint, so that a large kernel can have a hole that the small one fills.
Of large kernels, and of all sizes added, colours go with the square root of the
weight, where it is written.
Weights have no unit; intensities and products are brightness, where 1 is white.</source>
        <translation>Poids et produits vont du bleu (négatif) à l&apos;orange (positif) en passant par le neutre.
Chaque taille de noyau a ses propres limites, communes à toutes ses images.
Seule la somme des tailles compte&#xa0;: là où deux d&apos;entre elles voient un pixel, l&apos;une peut
rester faible, et un grand noyau avoir un trou que le petit comble.
Pour les grands noyaux, et pour toutes les tailles additionnées, les couleurs suivent la racine
carrée du poids, là où c&apos;est écrit.
Les poids n&apos;ont pas d&apos;unité&#x202f;; intensités et produits sont des luminosités, où 1 est blanc.</translation>
    </message>
    <message>
        <source>Intensity (0–1)</source>
        <translation>Intensité (0–1)</translation>
    </message>
    <message>
        <source>Weight (no unit)</source>
        <translation>Poids (sans unité)</translation>
    </message>
    <message>
        <source>Product (0–1)</source>
        <translation>Produit (0–1)</translation>
    </message>
    <message>
        <source>Select a pin to see its kernel. Delete removes it.</source>
        <translation>Choisissez une épingle pour voir son noyau. Suppr la retire.</translation>
    </message>
    <message>
        <source>Pin {}, {} {} {}</source>
        <translation>Épingle {}, {} {} {}</translation>
    </message>
    <message>
        <source>Effective width</source>
        <translation>Largeur effective</translation>
    </message>
    <message>
        <source>along {:.0f}°</source>
        <translation>axe à {:.0f}°</translation>
    </message>
    <message>
        <source>round</source>
        <translation>rond</translation>
    </message>
    <message>
        <source>Shape of the kernel</source>
        <translation>Forme du noyau</translation>
    </message>
    <message>
        <source>Of the weights&apos; magnitudes, all frames and sizes together; of an equivalent kernel,
of the smallest middle square that holds {:.0f} % of them.
Effective width: full width at half maximum of the Gaussian as wide as the kernel;
where pixels are not square, in sides of a square as large as one.
Centroid: how far to the right (x) and down (y) the kernel&apos;s centre of mass lies.
Anisotropy: 0 where the kernel is round, 1 where it is a line; and the direction of
its long axis in the image, 0° being horizontal, counter-clockwise.</source>
        <translation>De la valeur absolue des poids, toutes images et tailles réunies&#x202f;; pour un noyau équivalent,
du plus petit carré central qui en contient {:.0f}&#x202f;%.
Largeur effective&#xa0;: largeur à mi-hauteur de la gaussienne aussi large que le noyau&#x202f;;
si les pixels ne sont pas carrés, en côtés d&apos;un carré de la même aire.
Centroïde&#xa0;: à quelle distance à droite (x) et en bas (y) est le centre de masse du noyau.
Anisotropie&#xa0;: 0 si le noyau est rond, 1 s&apos;il est une ligne&#x202f;; et la direction de
son grand axe dans l&apos;image, 0° étant l&apos;horizontale, dans le sens inverse des aiguilles d&apos;une montre.</translation>
    </message>
    <message>
        <source>Patch</source>
        <translation>Patch</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Calque</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produit</translation>
    </message>
    <message>
        <source>Weight over patch</source>
        <translation>Poids sur patch</translation>
    </message>
    <message>
        <source>Weight × intensity</source>
        <translation>Poids × intensité</translation>
    </message>
    <message>
        <source>Added: {}</source>
        <translation>Additionnés&#xa0;: {}</translation>
    </message>
    <message>
        <source>√ weight, up to ±{}</source>
        <translation>√ poids, jusqu&apos;à ±{}</translation>
    </message>
    <message>
        <source>{} of {} × {}</source>
        <translation>{} sur {} × {}</translation>
    </message>
    <message>
        <source>{:.0f} % of Σ|w|</source>
        <translation>{:.0f}&#x202f;% de Σ|w|</translation>
    </message>
    <message>
        <source>sum of weights {}</source>
        <translation>somme des poids {}</translation>
    </message>
    <message>
        <source>this</source>
        <translation>celle-ci</translation>
    </message>
    <message>
        <source>Sum of weights</source>
        <translation>Somme des poids</translation>
    </message>
    <message>
        <source>Σ weight × intensity</source>
        <translation>Σ poids × intensité</translation>
    </message>
    <message>
        <source>Computed value</source>
        <translation>Valeur calculée</translation>
    </message>
    <message>
        <source>Method&apos;s output</source>
        <translation>Sortie de la méthode</translation>
    </message>
    <message>
        <source>Weights times intensities, summed, plus the bias, give the method&apos;s output.
The difference turns amber where the two do not agree to 1e-4 of full brightness.</source>
        <translation>La somme des poids fois les intensités, plus le biais, donne la sortie de la méthode.
La différence devient orange là où les deux s&apos;écartent de plus de 1e-4 de la pleine luminosité.</translation>
    </message>
    <message>
        <source>grey {}</source>
        <translation>gris {}</translation>
    </message>
    <message>
        <source>Difference &gt; 10⁻⁴</source>
        <translation>Différence &gt; 10⁻⁴</translation>
    </message>
    <message>
        <source>How the value of the pixel comes about</source>
        <translation>Comment se forme la valeur du pixel</translation>
    </message>
    <message>
        <source>brightness 0–1</source>
        <translation>luminosité 0–1</translation>
    </message>
    <message>
        <source>Go to the next control, or to the one before</source>
        <translation>Aller à l&apos;élément suivant, ou au précédent</translation>
    </message>
    <message>
        <source>Tick the method in the list, press the button</source>
        <translation>Cocher la méthode dans la liste, appuyer sur le bouton</translation>
    </message>
    <message>
        <source>Remove the chosen pin, close the chosen cine</source>
        <translation>Retirer l&apos;épingle choisie, fermer la séquence choisie</translation>
    </message>
    <message>
        <source>Search the header, while its tab has the keyboard</source>
        <translation>Chercher dans l&apos;en-tête, quand son onglet a le clavier</translation>
    </message>
    <message>
        <source>Kernel tab: weights over the patch that they weigh</source>
        <translation>Onglet Noyau&#xa0;: poids sur les pixels qu&apos;ils pondèrent</translation>
    </message>
    <message>
        <source>Kernel tab: weights over the images</source>
        <translation>Onglet Noyau&#xa0;: poids sur les images</translation>
    </message>
    <message>
        <source>Undock the inspector, or dock it again</source>
        <translation>Détacher l&apos;inspecteur, ou l&apos;ancrer de nouveau</translation>
    </message>
    <message>
        <source>Open a menu: Alt and the letter that is underlined</source>
        <translation>Ouvrir un menu&#xa0;: Alt et la lettre soulignée</translation>
    </message>
    <message>
        <source>Dismiss a message, give the keyboard to the images</source>
        <translation>Fermer un message, donner le clavier aux vues</translation>
    </message>
    <message>
        <source>In an image, with the mouse</source>
        <translation>Dans une vue, à la souris</translation>
    </message>
    <message>
        <source>In an image, with the keyboard</source>
        <translation>Dans une vue, au clavier</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Partout</translation>
    </message>
    <message>
        <source>Search keys and what they do</source>
        <translation>Chercher des touches et ce qu&apos;elles font</translation>
    </message>
    <message>
        <source>Search keys</source>
        <translation>Chercher des touches</translation>
    </message>
    <message>
        <source>Show only rows with these words</source>
        <translation>Ne montrer que les lignes qui contiennent ces mots</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Copier en texte</translation>
    </message>
    <message>
        <source>Copy the whole table as plain text, to print it</source>
        <translation>Copier toute la table en texte simple, pour l&apos;imprimer</translation>
    </message>
    <message>
        <source>Close this window (Esc)</source>
        <translation>Fermer cette fenêtre (Échap)</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Effet</translation>
    </message>
    <message>
        <source>Keys and what they do</source>
        <translation>Les touches et ce qu&apos;elles font</translation>
    </message>
    <message>
        <source>All keys and gestures</source>
        <translation>Toutes les touches et tous les gestes</translation>
    </message>
    <message>
        <source>The keys were copied as text.</source>
        <translation>Les touches ont été copiées en texte.</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>Édi&amp;tion</translation>
    </message>
    <message>
        <source>&amp;Playback</source>
        <translation>&amp;Lecture</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Affichage</translation>
    </message>
    <message>
        <source>Mea&amp;sure</source>
        <translation>Me&amp;sures</translation>
    </message>
    <message>
        <source>&amp;Methods</source>
        <translation>&amp;Méthodes</translation>
    </message>
    <message>
        <source>E&amp;xplain</source>
        <translation>E&amp;xpliquer</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Ai&amp;de</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>Pas encore de fichier</translation>
    </message>
    <message>
        <source>Forget these</source>
        <translation>Oublier ces fichiers</translation>
    </message>
    <message>
        <source>Failure</source>
        <translation>Échec</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Avertissement</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Remarque</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>Show what else is known, and earlier messages</source>
        <translation>Montrer ce que l&apos;on sait de plus, et les messages précédents</translation>
    </message>
    <message>
        <source>Dismiss (Esc)</source>
        <translation>Fermer (Échap)</translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation>Fermer le message</translation>
    </message>
    <message>
        <source>Before: {}</source>
        <translation>Avant&#xa0;: {}</translation>
    </message>
    <message numerus="yes">
        <source>%n files could not be opened.</source>
        <translation>
            <numerusform>%n fichier n&apos;a pas pu être ouvert.</numerusform>
            <numerusform>%n fichiers n&apos;ont pas pu être ouverts.</numerusform>
        </translation>
    </message>
    <message>
        <source>Imported and added</source>
        <translation>Importées et ajoutées</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Réseaux</translation>
    </message>
    <message>
        <source>Bursts</source>
        <translation>Rafales</translation>
    </message>
    <message>
        <source>Classical filters</source>
        <translation>Filtres classiques</translation>
    </message>
    <message>
        <source>No method has these words.</source>
        <translation>Aucune méthode ne contient ces mots.</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Chercher</translation>
    </message>
    <message>
        <source>Find a method</source>
        <translation>Chercher une méthode</translation>
    </message>
    <message>
        <source>Show only methods with these words in their name, heading or card</source>
        <translation>Ne montrer que les méthodes dont le nom, le titre ou la fiche contient ces mots</translation>
    </message>
    <message numerus="yes">
        <source>Looks at %n frames at a time</source>
        <translation>
            <numerusform>Regarde %n image à la fois</numerusform>
            <numerusform>Regarde %n images à la fois</numerusform>
        </translation>
    </message>
    <message>
        <source>{:,} parameters</source>
        <translation>{:,} paramètres</translation>
    </message>
    <message>
        <source>Trained on: {}</source>
        <translation>Entraînée sur&#xa0;: {}</translation>
    </message>
    <message>
        <source>Source: {}</source>
        <translation>Source&#xa0;: {}</translation>
    </message>
    <message>
        <source>Choose a method on the left to read its card and set its controls.</source>
        <translation>Choisissez une méthode à gauche pour lire sa fiche et la régler.</translation>
    </message>
    <message>
        <source>The method whose card and controls are shown</source>
        <translation>La méthode dont la fiche et les réglages sont affichés</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Fiche</translation>
    </message>
    <message>
        <source>other settings</source>
        <translation>autres réglages</translation>
    </message>
    <message>
        <source>painted</source>
        <translation>peinte</translation>
    </message>
    <message>
        <source>Tick the method to see its noise map.</source>
        <translation>Cochez la méthode pour voir sa carte de bruit.</translation>
    </message>
    <message>
        <source>Explain this image</source>
        <translation>Expliquer cette vue</translation>
    </message>
    <message>
        <source>Image: {}</source>
        <translation>Vue&#xa0;: {}</translation>
    </message>
    <message>
        <source>Explain this image: {}</source>
        <translation>Expliquer cette vue&#xa0;: {}</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Préférences</translation>
    </message>
    <message>
        <source>from the next start</source>
        <translation>dès le prochain démarrage</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aspect</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thème</translation>
    </message>
    <message>
        <source>Colours of the window</source>
        <translation>Couleurs de la fenêtre</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Of all that is written</source>
        <translation>De tout ce qui est écrit</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>immédiatement</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Calcul</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatique</translation>
    </message>
    <message>
        <source>Where methods run; automatic takes a graphics card where there is one</source>
        <translation>Où tournent les méthodes&#x202f;; «&#xa0;automatique&#xa0;» prend une carte graphique s&apos;il y en a une</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Matériel</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Rapide</translation>
    </message>
    <message>
        <source>Exact (float32)</source>
        <translation>Exact (float32)</translation>
    </message>
    <message>
        <source>Fast stays within one grey level of float32</source>
        <translation>«&#xa0;Rapide&#xa0;» reste à un niveau de gris près de float32</translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation>Arithmétique</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Mémoire</translation>
    </message>
    <message>
        <source>What does not fit is worked out again when it is shown</source>
        <translation>Ce qui n&apos;y tient pas est recalculé quand on l&apos;affiche</translation>
    </message>
    <message>
        <source>Decoded frames</source>
        <translation>Images décodées</translation>
    </message>
    <message>
        <source>at once; of each cine</source>
        <translation>immédiatement&#x202f;; pour chaque séquence</translation>
    </message>
    <message>
        <source>Denoised images</source>
        <translation>Images débruitées</translation>
    </message>
    <message>
        <source>Kernels and maps</source>
        <translation>Noyaux et cartes</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> Mio</translation>
    </message>
    <message>
        <source>For files that do not say when their frames were acquired</source>
        <translation>Pour les fichiers qui ne disent pas quand leurs images ont été acquises</translation>
    </message>
    <message>
        <source> frames per second</source>
        <translation> images par seconde</translation>
    </message>
    <message>
        <source>Rate without timing</source>
        <translation>Cadence par défaut</translation>
    </message>
    <message>
        <source>when next opened</source>
        <translation>à la prochaine ouverture</translation>
    </message>
    <message>
        <source>How long after a change what is open is saved, in case the program crashes</source>
        <translation>Délai après une modification avant d&apos;enregistrer ce qui est ouvert, en cas d&apos;arrêt brutal</translation>
    </message>
    <message>
        <source> s after a change</source>
        <translation> s après</translation>
    </message>
    <message>
        <source>Saved by itself</source>
        <translation>Enregistrement automatique</translation>
    </message>
    <message>
        <source>from the next change</source>
        <translation>dès la prochaine modification</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Confidentialité</translation>
    </message>
    <message>
        <source>Names, dates and numbers that identify the patient, in the tab Header</source>
        <translation>Noms, dates et numéros qui identifient le patient, dans l&apos;onglet En-tête</translation>
    </message>
    <message>
        <source>Patient data</source>
        <translation>Données du patient</translation>
    </message>
    <message>
        <source>Shown at once</source>
        <translation>Montrées d&apos;emblée</translation>
    </message>
    <message>
        <source>Off: names of exports, and saved tables, do not have that of the cine&apos;s file</source>
        <translation>Décoché&#xa0;: les noms des exports et des tables enregistrées ne reprennent pas celui du fichier de la séquence</translation>
    </message>
    <message>
        <source>Names of files</source>
        <translation>Noms de fichiers</translation>
    </message>
    <message>
        <source>In what is exported</source>
        <translation>Dans ce qui est exporté</translation>
    </message>
    <message>
        <source>Restore defaults</source>
        <translation>Valeurs par défaut</translation>
    </message>
    <message>
        <source>Set everything here as it is out of the box</source>
        <translation>Remettre tous ces réglages comme à l&apos;installation</translation>
    </message>
    <message>
        <source>Reference of {}</source>
        <translation>Référence de {}</translation>
    </message>
    <message>
        <source>{} is the truth of {}: PSNR and SSIM stand above the images.</source>
        <translation>{} est la vérité terrain de {}&#xa0;: PSNR et SSIM s&apos;affichent au-dessus des vues.</translation>
    </message>
    <message>
        <source>weak match</source>
        <translation>correspondance faible</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>Ellipse</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>Polygone</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Distance</translation>
    </message>
    <message>
        <source>Esc ends it</source>
        <translation>Échap y met fin</translation>
    </message>
    <message>
        <source>Draw rectangles; with Shift, squares</source>
        <translation>Tracer des rectangles&#x202f;; avec Maj, des carrés</translation>
    </message>
    <message>
        <source>Draw ellipses; with Shift, circles</source>
        <translation>Tracer des ellipses&#x202f;; avec Maj, des cercles</translation>
    </message>
    <message>
        <source>Click corners; Enter, a double-click or the first corner closes the polygon</source>
        <translation>Cliquer les sommets&#x202f;; Entrée, un double-clic ou le premier sommet ferme le polygone</translation>
    </message>
    <message>
        <source>Paint a region; the right button erases, Shift begins a new region</source>
        <translation>Peindre une région&#x202f;; le bouton droit efface, Maj commence une nouvelle région</translation>
    </message>
    <message>
        <source>Measure from point to point</source>
        <translation>Mesurer d&apos;un point à un autre</translation>
    </message>
    <message>
        <source>Thinner brush</source>
        <translation>Pinceau plus fin</translation>
    </message>
    <message>
        <source>A thinner brush for regions</source>
        <translation>Un pinceau plus fin pour les régions</translation>
    </message>
    <message>
        <source>Wider brush</source>
        <translation>Pinceau plus large</translation>
    </message>
    <message>
        <source>A wider brush for regions</source>
        <translation>Un pinceau plus large pour les régions</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Renommer</translation>
    </message>
    <message>
        <source>Give the selected region or distance another name</source>
        <translation>Donner un autre nom à la région ou à la distance choisie</translation>
    </message>
    <message>
        <source>On this frame only</source>
        <translation>Sur cette image seulement</translation>
    </message>
    <message>
        <source>Have the selected region on the frame shown, or on all frames</source>
        <translation>Avoir la région choisie sur l&apos;image affichée, ou sur toutes les images</translation>
    </message>
    <message>
        <source>Copy region</source>
        <translation>Copier la région</translation>
    </message>
    <message>
        <source>Put a copy of the selected region beside it</source>
        <translation>Placer une copie de la région choisie à côté d&apos;elle</translation>
    </message>
    <message>
        <source>Track through the cine</source>
        <translation>Suivre au fil de la séquence</translation>
    </message>
    <message>
        <source>Forget tracking</source>
        <translation>Oublier le suivi</translation>
    </message>
    <message>
        <source>Have the selected region stay in its place on all frames</source>
        <translation>Laisser la région choisie à sa place sur toutes les images</translation>
    </message>
    <message>
        <source>Remove region or distance</source>
        <translation>Retirer la région ou la distance</translation>
    </message>
    <message>
        <source>Remove what is selected (Delete, while in an image)</source>
        <translation>Retirer ce qui est sélectionné (Suppr, dans une vue)</translation>
    </message>
    <message>
        <source>Stop tracking</source>
        <translation>Arrêter le suivi</translation>
    </message>
    <message>
        <source>Have the selected region go along with the tissue, from this frame both ways</source>
        <translation>Faire suivre le tissu à la région choisie, à partir de cette image dans les deux sens</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Couleur</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>Orange</translation>
    </message>
    <message>
        <source>Sky blue</source>
        <translation>Bleu ciel</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Vert</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Jaune</translation>
    </message>
    <message>
        <source>Vermilion</source>
        <translation>Vermillon</translation>
    </message>
    <message>
        <source>Purple</source>
        <translation>Violet</translation>
    </message>
    <message>
        <source>Aqua</source>
        <translation>Aqua</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Bleu</translation>
    </message>
    <message>
        <source>Copy to cine</source>
        <translation>Copier vers une séquence</translation>
    </message>
    <message>
        <source>Selected region or distance</source>
        <translation>Région ou distance choisie</translation>
    </message>
    <message>
        <source>needs the brush</source>
        <translation>demande le pinceau</translation>
    </message>
    <message>
        <source>no region is selected</source>
        <translation>aucune région n&apos;est sélectionnée</translation>
    </message>
    <message>
        <source>needs a selected region, and several frames</source>
        <translation>demande une région choisie, et plusieurs images</translation>
    </message>
    <message>
        <source>nothing is selected</source>
        <translation>rien n&apos;est sélectionné</translation>
    </message>
    <message>
        <source>Against the reference</source>
        <translation>Par rapport à la référence</translation>
    </message>
    <message>
        <source>against {}</source>
        <translation>par rapport à {}</translation>
    </message>
    <message>
        <source>comparing …</source>
        <translation>comparaison…</translation>
    </message>
    <message>
        <source>{} px, {}, {}.</source>
        <translation>{} px, {}, {}.</translation>
    </message>
    <message>
        <source>PSNR {}</source>
        <translation>PSNR {}</translation>
    </message>
    <message>
        <source>offset-free {}</source>
        <translation>sans décalage {}</translation>
    </message>
    <message>
        <source>SSIM {}</source>
        <translation>SSIM {}</translation>
    </message>
    <message>
        <source>∞ dB (equal)</source>
        <translation>∞ dB (identiques)</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>Enregistrer…</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Remplacer</translation>
    </message>
    <message>
        <source>Save session</source>
        <translation>Enregistrer la session</translation>
    </message>
    <message>
        <source>Sessions (*{})</source>
        <translation>Sessions (*{})</translation>
    </message>
    <message>
        <source>Sessions and evidence bundles (*{} *.zip);;All files (*)</source>
        <translation>Sessions et dossiers de preuves (*{} *.zip);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>{} is there already. Replace it?</source>
        <translation>{} existe déjà. Le remplacer&#x202f;?</translation>
    </message>
    <message>
        <source>Open session</source>
        <translation>Ouvrir une session</translation>
    </message>
    <message>
        <source>{} takes the place of all that is open. Save that first?</source>
        <translation>{} prend la place de tout ce qui est ouvert. Enregistrer d&apos;abord cela&#x202f;?</translation>
    </message>
    <message>
        <source>Opening {} …</source>
        <translation>Ouverture de {}…</translation>
    </message>
    <message>
        <source>{} has moved: where is it now? Cancel leaves it out</source>
        <translation>{} a été déplacé&#xa0;: où est-il maintenant&#x202f;? «&#xa0;Annuler&#xa0;» l&apos;omet</translation>
    </message>
    <message>
        <source>{} is not in the bundle: where is it? Cancel leaves it out</source>
        <translation>{} n&apos;est pas dans le dossier de preuves&#xa0;: où est-il&#x202f;? «&#xa0;Annuler&#xa0;» l&apos;omet</translation>
    </message>
    <message>
        <source>{} was not opened: {}.</source>
        <translation>{} n&apos;a pas été ouvert&#xa0;: {}.</translation>
    </message>
    <message>
        <source>Opened {}, but {}.</source>
        <translation>{} est ouvert, mais {}.</translation>
    </message>
    <message>
        <source>Opened {}.</source>
        <translation>{} est ouvert.</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Frame. Grey marks: decoded. Blue marks: denoised by every chosen method.
Set the part that plays with I (start) and O (end).</source>
        <translation>Image. Marques grises&#xa0;: décodées. Marques bleues&#xa0;: débruitées par toutes les méthodes choisies.
Réglez la partie lue avec I (début) et O (fin).</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Prêt</translation>
    </message>
    <message>
        <source>Computing …</source>
        <translation>Calcul…</translation>
    </message>
    <message>
        <source>{:.0f} ms/frame</source>
        <translation>{:.0f} ms/image</translation>
    </message>
    <message>
        <source>queue {}</source>
        <translation>en attente {}</translation>
    </message>
    <message>
        <source>Device, arithmetic, time for a frame, frames waiting</source>
        <translation>Matériel, arithmétique, durée d&apos;une image, images en attente</translation>
    </message>
    <message>
        <source>Value of the map that lies over an image</source>
        <translation>Valeur de la carte superposée à une vue</translation>
    </message>
    <message>
        <source>Column and row of the pixel</source>
        <translation>Colonne et ligne du pixel</translation>
    </message>
    <message>
        <source>value {}</source>
        <translation>valeur {}</translation>
    </message>
    <message>
        <source>Value of the pixel</source>
        <translation>Valeur du pixel</translation>
    </message>
    <message>
        <source>Distance from the region&apos;s left and upper edge, and where the scale is from</source>
        <translation>Distance aux bords gauche et supérieur de la région, et d&apos;où vient l&apos;échelle</translation>
    </message>
    <message>
        <source>not calibrated</source>
        <translation>non étalonnée</translation>
    </message>
    <message>
        <source>Click a pixel in an image to pin it, then alter its kernel here.</source>
        <translation>Cliquez un pixel dans une vue pour l&apos;épingler, puis modifiez ici son noyau.</translation>
    </message>
    <message>
        <source>Pinned pixel</source>
        <translation>Pixel épinglé</translation>
    </message>
    <message>
        <source>The pinned pixel whose kernel is altered</source>
        <translation>Le pixel épinglé dont le noyau est modifié</translation>
    </message>
    <message>
        <source>Kernel used here</source>
        <translation>Noyau utilisé ici</translation>
    </message>
    <message>
        <source>Use the kernel of another pin here</source>
        <translation>Utiliser ici le noyau d&apos;une autre épingle</translation>
    </message>
    <message>
        <source>Kernel altered</source>
        <translation>Noyau modifié</translation>
    </message>
    <message>
        <source>Which size, and which frame of the burst</source>
        <translation>Quelle taille, et quelle image de la rafale</translation>
    </message>
    <message>
        <source>The chosen weight; type another one</source>
        <translation>Le poids choisi&#x202f;; tapez-en un autre</translation>
    </message>
    <message>
        <source>Value of the pixel before and after</source>
        <translation>Valeur du pixel avant et après</translation>
    </message>
    <message>
        <source>Give this pixel its own kernel back</source>
        <translation>Rendre à ce pixel son propre noyau</translation>
    </message>
    <message>
        <source>One pixel by hand</source>
        <translation>Un pixel à la main</translation>
    </message>
    <message>
        <source>Its own kernel</source>
        <translation>Son propre noyau</translation>
    </message>
    <message>
        <source>Kernel of {}</source>
        <translation>Noyau de&#xa0;: {}</translation>
    </message>
    <message>
        <source>outside the part that is denoised</source>
        <translation>hors de la partie débruitée</translation>
    </message>
    <message>
        <source>pin {} · x {}  y {}</source>
        <translation>épingle {} · x {}  y {}</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Force</translation>
    </message>
    <message>
        <source>0 leaves the input as it is, 1 is as predicted, 2 goes as far again beyond</source>
        <translation>0 laisse l&apos;entrée telle quelle, 1 suit la prédiction, 2 va encore aussi loin au-delà</translation>
    </message>
    <message>
        <source>Smooth along axis</source>
        <translation>Lisser selon l&apos;axe</translation>
    </message>
    <message>
        <source>Smooth the kernels along their own main axis; negative values sharpen</source>
        <translation>Lisser les noyaux le long de leur axe principal&#x202f;; les valeurs négatives accentuent</translation>
    </message>
    <message>
        <source>Smooth across axis</source>
        <translation>Lisser en travers</translation>
    </message>
    <message>
        <source>Smooth the kernels across their own main axis; negative values sharpen</source>
        <translation>Lisser les noyaux en travers de leur axe principal&#x202f;; les valeurs négatives accentuent</translation>
    </message>
    <message>
        <source>Symmetric</source>
        <translation>Symétrique</translation>
    </message>
    <message>
        <source>Each kernel becomes the mean of itself and its point reflection</source>
        <translation>Chaque noyau devient la moyenne de lui-même et de son symétrique par rapport au centre</translation>
    </message>
    <message>
        <source>No negatives</source>
        <translation>Sans négatifs</translation>
    </message>
    <message>
        <source>Negative weights become zero</source>
        <translation>Les poids négatifs deviennent nuls</translation>
    </message>
    <message>
        <source>Sum to one</source>
        <translation>Somme de un</translation>
    </message>
    <message>
        <source>All weights of a pixel are divided by their sum</source>
        <translation>Tous les poids d&apos;un pixel sont divisés par leur somme</translation>
    </message>
    <message>
        <source>Kernel size</source>
        <translation>Taille du noyau</translation>
    </message>
    <message>
        <source>Use kernels of all sizes, or of one alone</source>
        <translation>Utiliser les noyaux de toutes les tailles, ou d&apos;une seule</translation>
    </message>
    <message>
        <source>DICOM (derived)</source>
        <translation>DICOM (dérivé)</translation>
    </message>
    <message>
        <source>MP4 video</source>
        <translation>Vidéo MP4</translation>
    </message>
    <message>
        <source>PNG pictures</source>
        <translation>Images PNG</translation>
    </message>
    <message>
        <source>NumPy array</source>
        <translation>Tableau NumPy</translation>
    </message>
    <message>
        <source>Figure for a paper</source>
        <translation>Figure pour un article</translation>
    </message>
    <message>
        <source>Side by side is for videos and pictures: choose another format.</source>
        <translation>«&#xa0;Côte à côte&#xa0;» est réservé aux vidéos et aux images&#xa0;: choisissez un autre format.</translation>
    </message>
    <message>
        <source>A comparison is no recording, so not for DICOM: choose another format.</source>
        <translation>Une comparaison n&apos;est pas un enregistrement, donc pas pour DICOM&#xa0;: choisissez un autre format.</translation>
    </message>
    <message>
        <source>Images of two cines are for figures: choose another format.</source>
        <translation>Les images de deux séquences sont pour les figures&#xa0;: choisissez un autre format.</translation>
    </message>
    <message>
        <source>Playback range</source>
        <translation>Plage de lecture</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucune</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>The image that is written</source>
        <translation>La vue qui est écrite</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>What kind of file is written</source>
        <translation>Le genre de fichier qui est écrit</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Which frames are written</source>
        <translation>Les images qui sont écrites</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>Compression</translation>
    </message>
    <message>
        <source>Of the DICOM file; all of them are lossless</source>
        <translation>Du fichier DICOM&#x202f;; toutes sont sans perte</translation>
    </message>
    <message>
        <source>De-identify</source>
        <translation>Désidentifier</translation>
    </message>
    <message>
        <source>Remove what the basic profile of DICOM PS3.15 names</source>
        <translation>Retirer ce que nomme le profil de base de DICOM PS3.15</translation>
    </message>
    <message>
        <source>Drag rectangles over the preview to mask them.</source>
        <translation>Tracez des rectangles sur l&apos;aperçu pour masquer ce qu&apos;ils couvrent.</translation>
    </message>
    <message>
        <source>Choose an image of the second cine to mask that.</source>
        <translation>Pour masquer la deuxième séquence, choisissez une de ses images.</translation>
    </message>
    <message>
        <source>Remove masks</source>
        <translation>Retirer les masques</translation>
    </message>
    <message>
        <source>Show again what was masked</source>
        <translation>Remontrer ce qui a été masqué</translation>
    </message>
    <message>
        <source>What may still name the patient</source>
        <translation>Ce qui peut encore nommer le patient</translation>
    </message>
    <message>
        <source>Comparison: {}</source>
        <translation>Comparaison&#xa0;: {}</translation>
    </message>
    <message>
        <source>How writing goes</source>
        <translation>Déroulement de l&apos;écriture</translation>
    </message>
    <message>
        <source>Progress of writing</source>
        <translation>Avancement de l&apos;écriture</translation>
    </message>
    <message>
        <source>Choose where, and write</source>
        <translation>Choisir où, et écrire</translation>
    </message>
    <message>
        <source>Stop writing; nothing is left behind</source>
        <translation>Arrêter d&apos;écrire&#x202f;; il n&apos;en reste rien</translation>
    </message>
    <message>
        <source>Written before it could be cancelled: {}</source>
        <translation>Écrit avant que l&apos;annulation ne prenne effet&#xa0;: {}</translation>
    </message>
    <message>
        <source>All, side by side</source>
        <translation>Toutes, côte à côte</translation>
    </message>
    <message>
        <source>Evidence bundle (*.zip)</source>
        <translation>Dossier de preuves (*.zip)</translation>
    </message>
    <message>
        <source>Save evidence bundle</source>
        <translation>Enregistrer le dossier de preuves</translation>
    </message>
    <message>
        <source>A zip with a report to read and print, the images shown, the kernels at the pins, what the open explainers and the table of measurements show, the methods&apos; cards, and a session that opens the same again. The recordings themselves are not in it.</source>
        <translation>Un zip avec un rapport à lire et à imprimer, les vues affichées, les noyaux aux épingles, ce que montrent les analyses ouvertes et la table des mesures, les fiches des méthodes, et une session qui rouvre le même affichage. Les enregistrements eux-mêmes n&apos;y sont pas.</translation>
    </message>
    <message>
        <source>Include file names, and what is written in the images</source>
        <translation>Inclure les noms de fichiers, et ce qui est écrit dans les images</translation>
    </message>
    <message>
        <source>Both may name the patient. Without them, images are black outside tissue.</source>
        <translation>Les deux peuvent nommer le patient. Sans eux, les images sont noires hors du tissu.</translation>
    </message>
    <message>
        <source>What is saved now</source>
        <translation>Ce qui est enregistré maintenant</translation>
    </message>
    <message>
        <source>The images and kernels of this frame are on their way.</source>
        <translation>Les vues et les noyaux de cette image sont en cours de calcul.</translation>
    </message>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n vue</numerusform>
            <numerusform>%n vues</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pins</source>
        <translation>
            <numerusform>%n épingle</numerusform>
            <numerusform>%n épingles</numerusform>
        </translation>
    </message>
    <message>
        <source>Writing {} …</source>
        <translation>Écriture de {}…</translation>
    </message>
    <message>
        <source>Written: {}</source>
        <translation>Écrit&#xa0;: {}</translation>
    </message>
    <message>
        <source>Cancelled: nothing was written.</source>
        <translation>Annulé&#xa0;: rien n&apos;a été écrit.</translation>
    </message>
    <message>
        <source>{} × {} px alone</source>
        <translation>{} × {} px seuls</translation>
    </message>
    <message>
        <source>Frame {} of the burst</source>
        <translation>Image {} de la rafale</translation>
    </message>
    <message>
        <source>Use this frame of the burst, or mute it</source>
        <translation>Utiliser cette image de la rafale, ou la couper</translation>
    </message>
    <message>
        <source>Choose a method on the left that predicts kernels, such as KPN, to steer them. Networks that give only an image, classical filters and codebooks cannot be steered.</source>
        <translation>Choisissez à gauche une méthode qui prédit des noyaux, comme KPN, pour les piloter. Les réseaux qui ne donnent qu&apos;une image, les filtres classiques et les dictionnaires ne peuvent pas être pilotés.</translation>
    </message>
    <message>
        <source>Negative weights</source>
        <translation>Poids négatifs</translation>
    </message>
    <message>
        <source>Point at a pixel to see what becomes of it</source>
        <translation>Pointez un pixel pour voir ce qu&apos;il devient</translation>
    </message>
    <message>
        <source>Method that is steered</source>
        <translation>Méthode pilotée</translation>
    </message>
    <message>
        <source>The method whose kernels are steered</source>
        <translation>La méthode dont les noyaux sont pilotés</translation>
    </message>
    <message>
        <source>Let the kernels of this method be as predicted, of all pixels</source>
        <translation>Rendre à cette méthode ses noyaux prédits, à tous les pixels</translation>
    </message>
    <message>
        <source>{}, before and after steering</source>
        <translation>{}, avant et après le pilotage</translation>
    </message>
    <message>
        <source>The kernels of classical filters and codebooks follow from a rule and were not predicted: they cannot be steered.</source>
        <translation>Les noyaux des filtres classiques et des dictionnaires suivent une règle et n&apos;ont pas été prédits&#xa0;: on ne peut pas les piloter.</translation>
    </message>
    <message>
        <source>Weights of the pinned pixel</source>
        <translation>Poids du pixel épinglé</translation>
    </message>
    <message>
        <source>Click a weight to choose it; turn the wheel over it, or press + and −, to change it.
Arrow keys choose the next one. Weights set by hand have a frame.</source>
        <translation>Cliquez un poids pour le choisir&#x202f;; tournez la molette dessus, ou appuyez sur + et −, pour le changer.
Les flèches choisissent le suivant. Les poids fixés à la main sont encadrés.</translation>
    </message>
    <message>
        <source>Above 1, brighter than the input; below, darker</source>
        <translation>Au-dessus de 1, plus clair que l&apos;entrée&#x202f;; au-dessous, plus sombre</translation>
    </message>
    <message>
        <source>Negative mass</source>
        <translation>Masse négative</translation>
    </message>
    <message>
        <source>Sum of the negative weights&apos; magnitudes: they sharpen edges</source>
        <translation>Somme des valeurs absolues des poids négatifs&#xa0;: ils accentuent les contours</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>Entropie</translation>
    </message>
    <message>
        <source>How evenly weight is spread over taps: 0 for a single tap</source>
        <translation>L&apos;égale répartition du poids entre les coefficients&#xa0;: 0 pour un seul coefficient</translation>
    </message>
    <message>
        <source>Full width at half maximum: wide is smooth</source>
        <translation>Largeur à mi-hauteur&#xa0;: large signifie lisse</translation>
    </message>
    <message>
        <source>0 where kernels are round, 1 where they are lines</source>
        <translation>0 si les noyaux sont ronds, 1 s&apos;ils sont des lignes</translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation>Orientation</translation>
    </message>
    <message>
        <source>Of the longer axis: 0° is horizontal, 90° vertical. Clear where kernels are round</source>
        <translation>Du grand axe&#xa0;: 0° est l&apos;horizontale, 90° la verticale. Transparent là où les noyaux sont ronds</translation>
    </message>
    <message>
        <source>Centroid shift</source>
        <translation>Décalage du centroïde</translation>
    </message>
    <message>
        <source>How far the weight lies from the pixel itself</source>
        <translation>À quelle distance du pixel lui-même se trouve le poids</translation>
    </message>
    <message>
        <source>Distance to identity</source>
        <translation>Distance à l&apos;identité</translation>
    </message>
    <message>
        <source>0 where the pixel is left as it is</source>
        <translation>0 là où le pixel est laissé tel quel</translation>
    </message>
    <message>
        <source>Deviation of taps</source>
        <translation>Écart des coefficients</translation>
    </message>
    <message>
        <source>Standard deviation of the weights</source>
        <translation>Écart-type des poids</translation>
    </message>
    <message>
        <source>Dominant frame</source>
        <translation>Image dominante</translation>
    </message>
    <message>
        <source>The frame of the burst that has the most weight</source>
        <translation>L&apos;image de la rafale qui a le plus de poids</translation>
    </message>
    <message>
        <source>Output brightness</source>
        <translation>Luminosité de sortie</translation>
    </message>
    <message>
        <source>Input brightness</source>
        <translation>Luminosité d&apos;entrée</translation>
    </message>
    <message>
        <source>Of the image that the method makes</source>
        <translation>De l&apos;image que la méthode produit</translation>
    </message>
    <message>
        <source>Of the image in the file</source>
        <translation>De l&apos;image du fichier</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Article</translation>
    </message>
    <message>
        <source>Burst</source>
        <translation>Rafale</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Preuves</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Of each region</source>
        <translation>De chaque région</translation>
    </message>
    <message>
        <source>Against the background</source>
        <translation>Par rapport au fond</translation>
    </message>
    <message>
        <source>Against the input</source>
        <translation>Par rapport à l&apos;entrée</translation>
    </message>
    <message>
        <source>Over the cine</source>
        <translation>Sur la séquence</translation>
    </message>
    <message>
        <source>SD</source>
        <translation>Écart-type</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Aire</translation>
    </message>
    <message>
        <source>Speckle SNR</source>
        <translation>SNR du speckle</translation>
    </message>
    <message>
        <source>ENL</source>
        <translation>ENL</translation>
    </message>
    <message>
        <source>FWHM down</source>
        <translation>FWHM vert.</translation>
    </message>
    <message>
        <source>FWHM across</source>
        <translation>FWHM horiz.</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Contraste</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Décalage</translation>
    </message>
    <message>
        <source>Edge width</source>
        <translation>Largeur de bord</translation>
    </message>
    <message>
        <source>PSNR, offset-free</source>
        <translation>PSNR, sans décalage</translation>
    </message>
    <message>
        <source>Temporal SD</source>
        <translation>Écart-type temporel</translation>
    </message>
    <message>
        <source>Warping error</source>
        <translation>Erreur de recalage</translation>
    </message>
    <message>
        <source>needs range</source>
        <translation>dynamique&#x202f;?</translation>
    </message>
    <message>
        <source>The region has too few pixels on this frame.</source>
        <translation>La région a trop peu de pixels sur cette image.</translation>
    </message>
    <message>
        <source>The region is black: the display has cut its speckle off.</source>
        <translation>La région est noire&#xa0;: l&apos;affichage a coupé son speckle.</translation>
    </message>
    <message>
        <source>Choose another region as the background, in the box above.</source>
        <translation>Choisissez une autre région comme fond, dans la liste ci-dessus.</translation>
    </message>
    <message>
        <source>Compares a method with the input: the input itself has none.</source>
        <translation>Compare une méthode à l&apos;entrée&#xa0;: l&apos;entrée elle-même n&apos;en a pas.</translation>
    </message>
    <message>
        <source>Choose a reference: File, Use a file as reference.</source>
        <translation>Choisissez une référence&#xa0;: Fichier, Prendre un fichier comme référence.</translation>
    </message>
    <message>
        <source>Is measured along a line: see the rows of the line.</source>
        <translation>Se mesure le long d&apos;une ligne&#xa0;: voir les lignes de la table qui en viennent.</translation>
    </message>
    <message>
        <source>Needs all frames: press “Measure whole cine”.</source>
        <translation>Demande toutes les images&#xa0;: appuyez sur «&#xa0;Mesurer toute la séquence&#xa0;».</translation>
    </message>
    <message>
        <source>Needs the dynamic range in dB, to undo the log compression: set it in the box above.</source>
        <translation>Demande la dynamique en dB, pour défaire la compression logarithmique&#xa0;: réglez-la dans la case ci-dessus.</translation>
    </message>
    <message>
        <source>The image has no calibration here, so that there are no millimetres.</source>
        <translation>L&apos;image n&apos;est pas étalonnée ici&#xa0;: il n&apos;y a pas de millimètres.</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>activation</translation>
    </message>
    <message>
        <source>header</source>
        <translation>en-tête</translation>
    </message>
    <message>
        <source>detected</source>
        <translation>détecté</translation>
    </message>
    <message>
        <source>loading …</source>
        <translation>chargement…</translation>
    </message>
    <message>
        <source>computing …</source>
        <translation>calcul…</translation>
    </message>
    <message>
        <source>steering …</source>
        <translation>pilotage…</translation>
    </message>
    <message>
        <source>painted noise map</source>
        <translation>carte de bruit peinte</translation>
    </message>
    <message>
        <source>begins later</source>
        <translation>commence plus tard</translation>
    </message>
    <message>
        <source>has ended</source>
        <translation>est finie</translation>
    </message>
    <message>
        <source>flicker, first image</source>
        <translation>clignotement, première vue</translation>
    </message>
    <message>
        <source>flicker, second image</source>
        <translation>clignotement, seconde vue</translation>
    </message>
    <message>
        <source>as predicted</source>
        <translation>comme prédit</translation>
    </message>
    <message>
        <source>no negatives</source>
        <translation>sans négatifs</translation>
    </message>
    <message>
        <source>symmetric</source>
        <translation>symétrique</translation>
    </message>
    <message>
        <source>sum 1</source>
        <translation>somme 1</translation>
    </message>
    <message>
        <source>Choose a method on the left to compare its image with the input.</source>
        <translation>Choisissez une méthode à gauche pour comparer son image à l&apos;entrée.</translation>
    </message>
    <message>
        <source>The equivalent kernel is on its way.</source>
        <translation>Le noyau équivalent est en cours de calcul.</translation>
    </message>
    <message>
        <source>Open a cine, then point at a pixel to see the kernel that made it.</source>
        <translation>Ouvrez une séquence, puis pointez un pixel pour voir le noyau qui l&apos;a produit.</translation>
    </message>
    <message>
        <source>Choose a method on the left to see the kernels that it predicts.</source>
        <translation>Choisissez une méthode à gauche pour voir les noyaux qu&apos;elle prédit.</translation>
    </message>
    <message>
        <source>Point at a pixel to see the kernel that made it. Click to pin it.</source>
        <translation>Pointez un pixel pour voir le noyau qui l&apos;a produit. Cliquez pour l&apos;épingler.</translation>
    </message>
    <message>
        <source>removal of {}</source>
        <translation>retrait ({})</translation>
    </message>
    <message>
        <source>change of {}</source>
        <translation>modification ({})</translation>
    </message>
    <message>
        <source>new name of {}</source>
        <translation>nouveau nom ({})</translation>
    </message>
    <message>
        <source>colour of {}</source>
        <translation>couleur ({})</translation>
    </message>
    <message>
        <source>end of tracking of {}</source>
        <translation>fin du suivi ({})</translation>
    </message>
    <message>
        <source>tracking of {}</source>
        <translation>suivi ({})</translation>
    </message>
    <message>
        <source>move of {}</source>
        <translation>déplacement ({})</translation>
    </message>
    <message>
        <source>pin at {}</source>
        <translation>épingle en {}</translation>
    </message>
    <message>
        <source>noise painted for {}</source>
        <translation>bruit peint ({})</translation>
    </message>
    <message>
        <source>steering of {}</source>
        <translation>pilotage ({})</translation>
    </message>
    <message>
        <source>kernel altered by hand</source>
        <translation>noyau modifié à la main</translation>
    </message>
    <message>
        <source>levels</source>
        <translation>niveaux</translation>
    </message>
    <message>
        <source>regions</source>
        <translation>régions</translation>
    </message>
    <message>
        <source>pins</source>
        <translation>épingles</translation>
    </message>
    <message>
        <source>distances</source>
        <translation>distances</translation>
    </message>
    <message>
        <source>line</source>
        <translation>ligne</translation>
    </message>
    <message>
        <source>the line</source>
        <translation>la ligne</translation>
    </message>
    <message>
        <source>strength {}</source>
        <translation>force {}</translation>
    </message>
    <message>
        <source>{} alone</source>
        <translation>{} seul</translation>
    </message>
    <message>
        <source>without frame {}</source>
        <translation>sans l&apos;image {}</translation>
    </message>
    <message>
        <source>smoothed along {}</source>
        <translation>lissé selon l&apos;axe {}</translation>
    </message>
    <message>
        <source>sharpened along {}</source>
        <translation>accentué selon l&apos;axe {}</translation>
    </message>
    <message>
        <source>smoothed across {}</source>
        <translation>lissé en travers {}</translation>
    </message>
    <message>
        <source>sharpened across {}</source>
        <translation>accentué en travers {}</translation>
    </message>
    <message>
        <source>{} pixel by hand</source>
        <translation>{} pixel à la main</translation>
    </message>
    <message>
        <source>{} pixels by hand</source>
        <translation>{} pixels à la main</translation>
    </message>
    <message>
        <source>grey levels of {} bits</source>
        <translation>niveaux de gris sur {} bits</translation>
    </message>
    <message>
        <source>{}: {}</source>
        <translation>{}&#xa0;: {}</translation>
    </message>
    <message>
        <source>{}, steered</source>
        <translation>{}, piloté</translation>
    </message>
    <message>
        <source>{} % of the second image</source>
        <translation>{}&#x202f;% de la seconde vue</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Recette</translation>
    </message>
    <message>
        <source>What is learned, and from which data</source>
        <translation>Ce qui est appris, et à partir de quelles données</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Partir de</translation>
    </message>
    <message>
        <source>The weights that training begins with</source>
        <translation>Les poids avec lesquels commence l&apos;entraînement</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
    <message>
        <source>What learns; that of the weights to start from</source>
        <translation>Ce qui apprend&#x202f;; celui des poids de départ</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Choose a folder of images to train on</source>
        <translation>Choisir un dossier d&apos;images sur lequel entraîner</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Étiquette</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>masqué</translation>
    </message>
    <message>
        <source>Search tags, names and values</source>
        <translation>Chercher étiquettes, noms et valeurs</translation>
    </message>
    <message>
        <source>Search the header</source>
        <translation>Chercher dans l&apos;en-tête</translation>
    </message>
    <message>
        <source>Search the header (Ctrl+F)</source>
        <translation>Chercher dans l&apos;en-tête (Ctrl+F)</translation>
    </message>
    <message>
        <source>Show personal values</source>
        <translation>Montrer les valeurs personnelles</translation>
    </message>
    <message>
        <source>Names, dates and numbers that identify the patient or others</source>
        <translation>Noms, dates et numéros qui identifient le patient ou d&apos;autres personnes</translation>
    </message>
    <message>
        <source>Header of the cine</source>
        <translation>En-tête de la séquence</translation>
    </message>
    <message>
        <source>Of the method: small letters, digits and hyphens</source>
        <translation>De la méthode&#xa0;: minuscules, chiffres et traits d&apos;union</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>pas</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>minutes</translation>
    </message>
    <message>
        <source>Unit of the budget</source>
        <translation>Unité du budget</translation>
    </message>
    <message>
        <source>End after so many steps, or after so many minutes</source>
        <translation>Finir après tant de pas, ou après tant de minutes</translation>
    </message>
    <message>
        <source>Train for</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>When training ends, counted from its start</source>
        <translation>Quand l&apos;entraînement finit, compté depuis son début</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
    <message>
        <source>Batch, patch, worker processes and any other setting</source>
        <translation>Lot, patch, processus et tout autre paramètre</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Lot</translation>
    </message>
    <message>
        <source>Patches per step</source>
        <translation>Patchs par pas</translation>
    </message>
    <message>
        <source>Side of the patches in pixels, 24 or more</source>
        <translation>Côté des patchs en pixels, 24 ou plus</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Processus</translation>
    </message>
    <message>
        <source>Processes that make the pairs; a GPU needs several</source>
        <translation>Processus qui produisent les paires&#x202f;; un GPU en demande plusieurs</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>KEY=VALUE of the recipe, with spaces between them</source>
        <translation>CLÉ=VALEUR de la recette, séparés par des espaces</translation>
    </message>
    <message>
        <source>recipe&apos;s</source>
        <translation>recette</translation>
    </message>
    <message>
        <source>Random weights</source>
        <translation>Poids aléatoires</translation>
    </message>
    <message>
        <source>{} of {:,}</source>
        <translation>{} sur {:,}</translation>
    </message>
    <message>
        <source>{} by {}: {} steps in {:,.1f} minutes.</source>
        <translation>{} par {}&#xa0;: {} pas en {:,.1f} minutes.</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>Simulé</translation>
    </message>
    <message>
        <source>Has noisy and clean</source>
        <translation>Contient noisy et clean</translation>
    </message>
    <message>
        <source>Your cines; leave it empty to train on simulated speckle</source>
        <translation>Vos séquences&#x202f;; laissez vide pour entraîner sur du speckle simulé</translation>
    </message>
    <message>
        <source>It has the folders noisy and clean, with images of the same names</source>
        <translation>Il contient les dossiers noisy et clean, avec des images de mêmes noms</translation>
    </message>
    <message>
        <source>Folder to train on</source>
        <translation>Dossier sur lequel entraîner</translation>
    </message>
    <message>
        <source>Give the method a name.</source>
        <translation>Donnez un nom à la méthode.</translation>
    </message>
    <message>
        <source>There is a method or a run {} already: choose another name.</source>
        <translation>Il existe déjà une méthode ou un entraînement {}&#xa0;: choisissez un autre nom.</translation>
    </message>
    <message>
        <source>Choose the folder with your pairs of images.</source>
        <translation>Choisissez le dossier qui contient vos paires d&apos;images.</translation>
    </message>
    <message>
        <source>Settings are pairs like loss=l1, with spaces between them.</source>
        <translation>Les paramètres sont des paires comme loss=l1, séparées par des espaces.</translation>
    </message>
    <message>
        <source>This run has had its {}: raise the number to go on with it.</source>
        <translation>Cet entraînement a épuisé ses {}&#xa0;: augmentez le nombre pour le poursuivre.</translation>
    </message>
    <message>
        <source>{} over steps</source>
        <translation>{} au fil des pas</translation>
    </message>
    <message>
        <source>{} over the steps of training</source>
        <translation>{} au fil des pas de l&apos;entraînement</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Pas</translation>
    </message>
    <message>
        <source>Noisy</source>
        <translation>Bruitée</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Cible</translation>
    </message>
    <message>
        <source>Validation patches</source>
        <translation>Patchs de validation</translation>
    </message>
    <message>
        <source>Patches that training never sees. The target is what the output is compared with: the clean image, the true noise map, or another frame.</source>
        <translation>Des patchs que l&apos;entraînement ne voit jamais. La cible est ce à quoi la sortie est comparée&#xa0;: l&apos;image propre, la vraie carte de bruit, ou une autre image.</translation>
    </message>
    <message>
        <source>No picture yet</source>
        <translation>Pas encore d&apos;image</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Perte</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Vitesse</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Temps restant</translation>
    </message>
    <message>
        <source>Validation PSNR</source>
        <translation>PSNR de validation</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validation</translation>
    </message>
    <message>
        <source>Share of the budget that is spent</source>
        <translation>Part du budget consommée</translation>
    </message>
    <message>
        <source>{:,.1f} images/s</source>
        <translation>{:,.1f} images/s</translation>
    </message>
    <message>
        <source>Validation after step {:,}</source>
        <translation>Validation après le pas {:,}</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Entraîner</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Entraînement</translation>
    </message>
    <message>
        <source>Begin a new run, or look at an earlier one and go on with it</source>
        <translation>Commencer un nouvel entraînement, ou en regarder un ancien et le poursuivre</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>Nouvel entraînement</translation>
    </message>
    <message>
        <source>What the run is doing</source>
        <translation>Ce que fait l&apos;entraînement</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>Ce qui manque</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Démarrer</translation>
    </message>
    <message>
        <source>End after the step that it is at; it can be resumed from there</source>
        <translation>Finir après le pas en cours&#x202f;; on peut reprendre à partir de là</translation>
    </message>
    <message>
        <source>Add to methods</source>
        <translation>Ajouter aux méthodes</translation>
    </message>
    <message>
        <source>Put what was learned so far into the list of methods</source>
        <translation>Mettre ce qui a été appris jusqu&apos;ici dans la liste des méthodes</translation>
    </message>
    <message>
        <source>The run cannot be started ({}); try again.</source>
        <translation>L&apos;entraînement ne peut pas démarrer ({})&#x202f;; réessayez.</translation>
    </message>
    <message>
        <source>Starting: the first figures come in some seconds.</source>
        <translation>Démarrage&#xa0;: les premiers chiffres arrivent dans quelques secondes.</translation>
    </message>
    <message>
        <source>Stopping after this step …</source>
        <translation>Arrêt après ce pas…</translation>
    </message>
    <message>
        <source>What was learned so far is put into the list of methods.</source>
        <translation>Ce qui a été appris jusqu&apos;ici est mis dans la liste des méthodes.</translation>
    </message>
    <message>
        <source>Training.</source>
        <translation>Entraînement en cours.</translation>
    </message>
    <message>
        <source>Stopped. Resume goes on from here.</source>
        <translation>Arrêté. «&#xa0;Reprendre&#xa0;» continue à partir d&apos;ici.</translation>
    </message>
    <message>
        <source>Stopped before the first step: nothing was kept.</source>
        <translation>Arrêté avant le premier pas&#xa0;: rien n&apos;a été gardé.</translation>
    </message>
    <message>
        <source>Done. What {} learned is put into the list of methods.</source>
        <translation>Terminé. Ce que {} a appris est mis dans la liste des méthodes.</translation>
    </message>
    <message>
        <source>This run was stopped before its end. Resume goes on with it.</source>
        <translation>Cet entraînement a été arrêté avant sa fin. «&#xa0;Reprendre&#xa0;» le poursuit.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Train in another process; this window can be closed meanwhile</source>
        <translation>Entraîner dans un autre processus&#x202f;; cette fenêtre peut être fermée entre-temps</translation>
    </message>
    <message>
        <source>Training {} goes on: Methods → Train … shows it.</source>
        <translation>L&apos;entraînement {} continue&#xa0;: Méthodes → Entraîner… le montre.</translation>
    </message>
    <message>
        <source>done</source>
        <translation>terminé</translation>
    </message>
    <message>
        <source>{:.0f} % done</source>
        <translation>{:.0f}&#x202f;% fait</translation>
    </message>
    <message>
        <source>Real time</source>
        <translation>Temps réel</translation>
    </message>
    <message>
        <source>Every frame</source>
        <translation>Chaque image</translation>
    </message>
    <message>
        <source>Frame shown, and how many there are</source>
        <translation>Image affichée, et leur nombre</translation>
    </message>
    <message>
        <source>header: {}</source>
        <translation>en-tête&#xa0;: {}</translation>
    </message>
    <message>
        <source>Time between frames, and where it was read</source>
        <translation>Temps entre les images, et où il a été lu</translation>
    </message>
    <message>
        <source>{:.1f} fps, {} dropped</source>
        <translation>{:.1f} i/s, {} omises</translation>
    </message>
    <message>
        <source>Frames per second achieved, and frames left out</source>
        <translation>Images par seconde atteintes, et images omises</translation>
    </message>
    <message>
        <source>Speed, as a multiple of the cine&apos;s own rate</source>
        <translation>Vitesse, en multiple de la cadence propre de la séquence</translation>
    </message>
    <message>
        <source>Real time keeps the cine&apos;s rate and leaves frames out where it must.
Every frame waits until each is denoised in every pane.</source>
        <translation>«&#xa0;Temps réel&#xa0;» garde la cadence de la séquence et omet des images s&apos;il le faut.
«&#xa0;Chaque image&#xa0;» attend que chacune soit débruitée dans toutes les vues.</translation>
    </message>
    <message>
        <source>Playback mode</source>
        <translation>Mode de lecture</translation>
    </message>
    <message>
        <source>assumed</source>
        <translation>supposé</translation>
    </message>
    <message>
        <source>file</source>
        <translation>fichier</translation>
    </message>
    <message>
        <source>median</source>
        <translation>médiane</translation>
    </message>
    <message>
        <source>Speckle Viewer did not close as it should last time: File → Restore session brings back what was open.</source>
        <translation>Speckle Viewer ne s&apos;est pas fermé normalement la dernière fois&#xa0;: Fichier → Restaurer la session rétablit ce qui était ouvert.</translation>
    </message>
    <message>
        <source>What is open cannot be saved by itself, so that a crash would lose it: File → Save session … keeps it.</source>
        <translation>Ce qui est ouvert ne peut pas être enregistré automatiquement, et serait perdu après un plantage&#xa0;: Fichier → Enregistrer la session… le conserve.</translation>
    </message>
    <message>
        <source>Methods of the second cine: those of the first one, or others</source>
        <translation>Méthodes de la deuxième séquence&#xa0;: celles de la première, ou d&apos;autres</translation>
    </message>
    <message>
        <source>Methods of the second cine</source>
        <translation>Méthodes de la deuxième séquence</translation>
    </message>
    <message>
        <source>Same methods</source>
        <translation>Mêmes méthodes</translation>
    </message>
    <message numerus="yes">
        <source>%n methods</source>
        <translation>
            <numerusform>%n méthode</numerusform>
            <numerusform>%n méthodes</numerusform>
        </translation>
    </message>
    <message>
        <source>No method</source>
        <translation>Aucune méthode</translation>
    </message>
    <message>
        <source>Same methods as the first cine</source>
        <translation>Les mêmes méthodes que la première séquence</translation>
    </message>
    <message>
        <source>By time</source>
        <translation>Par le temps</translation>
    </message>
    <message>
        <source>The frame that is nearest in time, counted from the start of each cine</source>
        <translation>L&apos;image la plus proche dans le temps, compté depuis le début de chaque séquence</translation>
    </message>
    <message>
        <source>By frame</source>
        <translation>Par numéro</translation>
    </message>
    <message>
        <source>The frame of the same number</source>
        <translation>L&apos;image de même numéro</translation>
    </message>
    <message>
        <source>The second cine</source>
        <translation>La deuxième séquence</translation>
    </message>
    <message>
        <source>How the second cine follows the first</source>
        <translation>Comment la deuxième séquence suit la première</translation>
    </message>
    <message>
        <source>How far on the second cine is, compared with the first</source>
        <translation>L&apos;avance de la deuxième séquence sur la première</translation>
    </message>
    <message>
        <source>Offset of the second cine</source>
        <translation>Décalage de la deuxième séquence</translation>
    </message>
    <message>
        <source>offset </source>
        <translation>décalage </translation>
    </message>
    <message>
        <source>Time between frames of the second cine</source>
        <translation>Temps entre les images de la deuxième séquence</translation>
    </message>
    <message>
        <source>Swap the cines</source>
        <translation>Échanger les séquences</translation>
    </message>
    <message>
        <source>Show only the first cine ({})</source>
        <translation>Ne montrer que la première séquence ({})</translation>
    </message>
    <message>
        <source>Show only the first cine</source>
        <translation>Ne montrer que la première séquence</translation>
    </message>
    <message>
        <source>Beside</source>
        <translation>À côté</translation>
    </message>
    <message>
        <source>1 frame</source>
        <translation>1 image</translation>
    </message>
    <message>
        <source> frames</source>
        <translation> images</translation>
    </message>
    <message>
        <source>Preview with masks</source>
        <translation>Aperçu avec les masques</translation>
    </message>
    <message>
        <source>Drag over text that names the patient: it will be black in every frame</source>
        <translation>Faites glisser sur le texte qui nomme le patient&#xa0;: il sera noir dans toutes les images</translation>
    </message>
    <message>
        <source>Keys: arrows point, Enter begins and ends a rectangle, Delete removes the last</source>
        <translation>Clavier&#xa0;: les flèches pointent, Entrée commence et finit un rectangle, Suppr retire le dernier</translation>
    </message>
    <message>
        <source>Drop a cine on the window, or open the sample with Ctrl+D.</source>
        <translation>Déposez une séquence sur la fenêtre, ou ouvrez l&apos;exemple avec Ctrl+D.</translation>
    </message>
    <message>
        <source>Tick a method: its image appears beside the input.</source>
        <translation>Cochez une méthode&#xa0;: son image apparaît à côté de l&apos;entrée.</translation>
    </message>
    <message>
        <source>Point at a pixel: its kernel appears at the right. A click pins it.</source>
        <translation>Pointez un pixel&#xa0;: son noyau apparaît à droite. Un clic l&apos;épingle.</translation>
    </message>
    <message>
        <source>F1 lists all keys, Ctrl+K finds every command by its name.</source>
        <translation>F1 donne toutes les touches, Ctrl+K trouve chaque commande par son nom.</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>Conseil</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <source>Show the next hint</source>
        <translation>Montrer le conseil suivant</translation>
    </message>
    <message>
        <source>No more hints; the menu Help shows them again</source>
        <translation>Plus de conseils&#x202f;; le menu Aide les montre de nouveau</translation>
    </message>
    <message>
        <source>No more hints</source>
        <translation>Plus de conseils</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} sur {}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Import weights</source>
        <translation>Importer des poids</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importer</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Poids</translation>
    </message>
    <message>
        <source>Load model from file</source>
        <translation>Charger un modèle depuis un fichier</translation>
    </message>
    <message>
        <source>Load and run</source>
        <translation>Charger et exécuter</translation>
    </message>
    <message>
        <source>TorchScript, torch.export and ONNX</source>
        <translation>TorchScript, torch.export et ONNX</translation>
    </message>
    <message>
        <source>Id of the new method</source>
        <translation>Identifiant de la nouvelle méthode</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>{} ({});;All files (*)</source>
        <translation>{} ({});;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>{} cannot be read because of a fault in this program.</source>
        <translation>{} ne peut pas être lu à cause d&apos;un défaut de ce programme.</translation>
    </message>
    <message>
        <source>{} cannot be read.</source>
        <translation>{} ne peut pas être lu.</translation>
    </message>
    <message>
        <source>{} cannot be opened because of a fault in this program.</source>
        <translation>{} ne peut pas être ouvert à cause d&apos;un défaut de ce programme.</translation>
    </message>
    <message>
        <source>Frame {} cannot be decoded ({}).</source>
        <translation>L&apos;image {} ne peut pas être décodée ({}).</translation>
    </message>
    <message>
        <source>{} is open already.</source>
        <translation>{} est déjà ouvert.</translation>
    </message>
    <message>
        <source>Save figure of this image …</source>
        <translation>Enregistrer la figure de cette vue…</translation>
    </message>
    <message>
        <source>SVG or PNG with regions, pins, scale bar and colour bars, on white</source>
        <translation>SVG ou PNG avec régions, épingles, barre d&apos;échelle et barres de couleurs, sur fond blanc</translation>
    </message>
    <message>
        <source>{} is now a method: {}.</source>
        <translation>{} est maintenant une méthode&#xa0;: {}.</translation>
    </message>
    <message>
        <source>All files (*);;Cines and stills ({})</source>
        <translation>Tous les fichiers (*);;Séquences et images fixes ({})</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ouvrir un dossier</translation>
    </message>
    <message>
        <source>Drop a cine here, or open the sample (Ctrl+D)</source>
        <translation>Déposez une séquence ici, ou ouvrez l&apos;exemple (Ctrl+D)</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Vues</translation>
    </message>
    <message>
        <source>region of {} × {} px</source>
        <translation>région de {} × {} px</translation>
    </message>
    <message>
        <source>Point at an image</source>
        <translation>Pointez une vue</translation>
    </message>
    <message>
        <source>What can be done with the selected region or distance</source>
        <translation>Ce que l&apos;on peut faire de la région ou de la distance choisie</translation>
    </message>
    <message>
        <source>Actions for the selected region or distance</source>
        <translation>Actions sur la région ou la distance choisie</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Régions</translation>
    </message>
    <message>
        <source>Regions and distances</source>
        <translation>Régions et distances</translation>
    </message>
    <message>
        <source>tracking {:.0f} %</source>
        <translation>suivi {:.0f}&#x202f;%</translation>
    </message>
    <message>
        <source>frame {} only</source>
        <translation>image {} seulement</translation>
    </message>
    <message>
        <source>tracked</source>
        <translation>suivie</translation>
    </message>
    <message>
        <source>weak match {:.2f}</source>
        <translation>correspondance faible {:.2f}</translation>
    </message>
    <message>
        <source>Tracked; least correlation {:.2f}</source>
        <translation>Suivie&#x202f;; plus faible corrélation {:.2f}</translation>
    </message>
    <message>
        <source>Hardly found again on frames {}</source>
        <translation>À peine retrouvée sur les images {}</translation>
    </message>
    <message>
        <source>{} was changed while it was tracked: track it again.</source>
        <translation>{} a été modifiée pendant le suivi&#xa0;: relancez-le.</translation>
    </message>
    <message>
        <source>{} was hardly found again on frames {} (correlation below {:g}): it may lie wrongly there and beyond.</source>
        <translation>{} a été à peine retrouvée sur les images {} (corrélation inférieure à {:g})&#xa0;: elle peut y être mal placée, et au-delà.</translation>
    </message>
    <message>
        <source>The region is on one frame only.</source>
        <translation>La région n&apos;est que sur une seule image.</translation>
    </message>
    <message>
        <source>Is of regions: a line has none.</source>
        <translation>Se rapporte aux régions&#xa0;: une ligne n&apos;en a pas.</translation>
    </message>
    <message>
        <source>ROI region of interest draw</source>
        <translation>ROI région d&apos;intérêt tracer dessiner</translation>
    </message>
    <message>
        <source>csv excel clipboard npz values</source>
        <translation>csv excel presse-papiers npz valeurs</translation>
    </message>
    <message>
        <source>ruler caliper length mm measure</source>
        <translation>règle pied à coulisse longueur mm mesure</translation>
    </message>
    <message>
        <source>ROI follow motion tissue</source>
        <translation>ROI suivre mouvement tissu</translation>
    </message>
    <message>
        <source>import load dicom video mp4 avi png</source>
        <translation>importer charger dicom vidéo mp4 avi png</translation>
    </message>
    <message>
        <source>example demo simulated</source>
        <translation>exemple démo simulé</translation>
    </message>
    <message>
        <source>workspace project</source>
        <translation>espace de travail projet</translation>
    </message>
    <message>
        <source>workspace project load</source>
        <translation>espace de travail projet charger</translation>
    </message>
    <message>
        <source>report zip archive html</source>
        <translation>rapport zip archive html</translation>
    </message>
    <message>
        <source>save video mp4 dicom png gif npy screenshot anonymise de-identify montage</source>
        <translation>enregistrer vidéo mp4 dicom png gif npy capture anonymiser désidentifier montage</translation>
    </message>
    <message>
        <source>ground truth clean PSNR SSIM error</source>
        <translation>vérité terrain sans bruit PSNR SSIM erreur</translation>
    </message>
    <message>
        <source>side by side difference ratio swipe blend flicker</source>
        <translation>côte à côte différence rapport volet mélange alternance</translation>
    </message>
    <message>
        <source>side by side split beside second before after</source>
        <translation>côte à côte deuxième second avant après</translation>
    </message>
    <message>
        <source>loupe zoom lens enlarge</source>
        <translation>loupe zoom agrandir grossir</translation>
    </message>
    <message>
        <source>window width centre brightness contrast</source>
        <translation>fenêtre largeur centre luminosité contraste</translation>
    </message>
    <message>
        <source>zoom whole reset</source>
        <translation>zoom entier réinitialiser</translation>
    </message>
    <message>
        <source>zoom 100 % actual size</source>
        <translation>zoom 100 % taille réelle</translation>
    </message>
    <message>
        <source>full screen hide panels</source>
        <translation>plein écran masquer panneaux</translation>
    </message>
    <message>
        <source>dark mode bright colours</source>
        <translation>mode sombre clair couleurs</translation>
    </message>
    <message>
        <source>bfloat16 speed precision</source>
        <translation>bfloat16 vitesse précision</translation>
    </message>
    <message>
        <source>float32 precision accuracy</source>
        <translation>float32 précision exactitude</translation>
    </message>
    <message>
        <source>settings parameters sliders about</source>
        <translation>réglages paramètres curseurs à propos</translation>
    </message>
    <message>
        <source>edit alter kernels weights</source>
        <translation>modifier noyaux poids</translation>
    </message>
    <message>
        <source>checkpoint pretrained pth download</source>
        <translation>point de contrôle préentraîné pth télécharger</translation>
    </message>
    <message>
        <source>onnx torchscript plugin network</source>
        <translation>onnx torchscript extension réseau</translation>
    </message>
    <message>
        <source>learn network fit</source>
        <translation>apprendre apprentissage réseau ajuster</translation>
    </message>
    <message>
        <source>screenshot picture svg png paper</source>
        <translation>capture image svg png article</translation>
    </message>
    <message>
        <source>shortcuts hotkeys mouse help</source>
        <translation>raccourcis touches souris aide</translation>
    </message>
    <message>
        <source>tutorial tour help introduction</source>
        <translation>tutoriel visite aide introduction</translation>
    </message>
    <message>
        <source>search find command</source>
        <translation>rechercher trouver commande</translation>
    </message>
    <message>
        <source>settings options language French German English theme device GPU memory privacy</source>
        <translation>réglages options langue français allemand anglais thème appareil GPU mémoire confidentialité language French English</translation>
    </message>
    <message>
        <source>sigma level estimate</source>
        <translation>sigma niveau estimation</translation>
    </message>
    <message>
        <source>convolution weights layers</source>
        <translation>convolution poids couches</translation>
    </message>
    <message>
        <source>sub-band subband Haar Daubechies threshold shrinkage histogram</source>
        <translation>sous-bande Haar Daubechies seuil seuillage histogramme</translation>
    </message>
    <message>
        <source>gradient sensitivity receptive field</source>
        <translation>gradient sensibilité champ récepteur</translation>
    </message>
    <message>
        <source>compare kernels methods</source>
        <translation>comparer noyaux méthodes</translation>
    </message>
    <message>
        <source>direction orientation width anisotropy histogram</source>
        <translation>direction orientation largeur anisotropie histogramme</translation>
    </message>
    <message>
        <source>PCA ICA SVD clusters histogram distribution</source>
        <translation>ACP PCA ICA SVD groupes histogramme distribution</translation>
    </message>
    <message>
        <source>temporal frames burst</source>
        <translation>temporel images rafale</translation>
    </message>
    <message>
        <source>dictionary entries clusters</source>
        <translation>dictionnaire entrées groupes</translation>
    </message>
    <message>
        <source>residual noise difference histogram autocorrelation speckle</source>
        <translation>résidu bruit différence histogramme autocorrélation speckle</translation>
    </message>
    <message>
        <source>motion line time</source>
        <translation>mouvement ligne temps</translation>
    </message>
    <message>
        <source>line edge sharpness width plot</source>
        <translation>ligne bord netteté largeur courbe</translation>
    </message>
    <message>
        <source>csv table ROI region statistics speckle SNR CNR ENL contrast dynamic range histogram</source>
        <translation>csv tableau ROI région statistiques speckle SNR CNR ENL contraste dynamique histogramme</translation>
    </message>
    <message>
        <source>panel side bar left list denoise</source>
        <translation>panneau barre latérale gauche liste débruiter</translation>
    </message>
    <message>
        <source>panel side bar right kernel header</source>
        <translation>panneau barre latérale droite noyau en-tête</translation>
    </message>
    <message>
        <source>|H| → whole lines, ↓ dashed</source>
        <translation>|H| → traits pleins, ↓ tirets</translation>
    </message>
    <message>
        <source>Brightness of the input (grey levels of 255)</source>
        <translation>Luminosité de l&apos;entrée (niveaux de gris sur 255)</translation>
    </message>
    <message>
        <source>Noise (grey levels of 255)</source>
        <translation>Bruit (niveaux de gris sur 255)</translation>
    </message>
    <message>
        <source>Noise over brightness</source>
        <translation>Bruit selon la luminosité</translation>
    </message>
    <message>
        <source>How strong the noise was taken to be where the tissue is dark, and where it is bright:
median and quartiles over the tissue. Brightness is the mean of 5 × 5 px.</source>
        <translation>Force supposée du bruit là où le tissu est sombre, et là où il est clair&#xa0;:
médiane et quartiles sur le tissu. La luminosité est la moyenne de 5 × 5 px.</translation>
    </message>
    <message>
        <source>From bands</source>
        <translation>Bandes</translation>
    </message>
    <message>
        <source>Of the brightness as displayed, 0 to 255: any grey map of the scanner is still in it.</source>
        <translation>De la luminosité telle qu’affichée, de 0 à 255&#x202f;: toute courbe de gris de l’échographe y est encore.</translation>
    </message>
    <message>
        <source>Of the linear envelope 10^((y − 1) R / 20), y the brightness in [0, 1] and R the dynamic range: right only if the scanner&apos;s grey map is linear.</source>
        <translation>De l’enveloppe linéaire 10^((y − 1) R / 20), y étant la luminosité dans [0, 1] et R la dynamique&#x202f;: juste seulement si la courbe de gris de l’échographe est linéaire.</translation>
    </message>
    <message>
        <source>Mean of the region&apos;s pixels.</source>
        <translation>Moyenne des pixels de la région.</translation>
    </message>
    <message>
        <source>Standard deviation of the region&apos;s pixels, divided by n.</source>
        <translation>Écart-type des pixels de la région, divisé par n.</translation>
    </message>
    <message>
        <source>Pixels whose centre lies in the region and in the image.</source>
        <translation>Pixels dont le centre est dans la région et dans l’image.</translation>
    </message>
    <message>
        <source>Pixels of the region times the area of a pixel; only where one calibrated region of the image holds all of them.</source>
        <translation>Pixels de la région fois l’aire d’un pixel&#x202f;; seulement si une même zone calibrée de l’image les contient tous.</translation>
    </message>
    <message>
        <source>Mean over standard deviation: 1.91 for fully developed speckle, more where there is less speckle or more blur.</source>
        <translation>Moyenne sur écart-type&#x202f;: 1.91 pour un speckle pleinement développé, davantage s’il y a moins de speckle ou plus de flou.</translation>
    </message>
    <message>
        <source>Equivalent number of looks of the amplitude: 3.66 for fully developed speckle. In radar it is often that of the intensity, which would be 1.</source>
        <translation>Nombre de vues équivalent de l’amplitude&#x202f;: 3.66 pour un speckle pleinement développé. En radar, c’est souvent celui de l’intensité, qui vaudrait 1.</translation>
    </message>
    <message>
        <source>Speckle size down the image.</source>
        <translation>Taille du speckle dans le sens de la hauteur.</translation>
    </message>
    <message>
        <source>Speckle size across the image.</source>
        <translation>Taille du speckle dans le sens de la largeur.</translation>
    </message>
    <message>
        <source>Full width at half maximum of the autocovariance of the region&apos;s bounding box, of which the plane that fits best is taken off; also where the region is no rectangle.</source>
        <translation>Largeur à mi-hauteur de l’autocovariance du rectangle englobant de la région, le plan le mieux ajusté étant retiré&#x202f;; aussi quand la région n’est pas un rectangle.</translation>
    </message>
    <message>
        <source>Of the means of region and background: positive where the region is brighter.</source>
        <translation>Des moyennes de la région et du fond&#x202f;: positif quand la région est plus claire.</translation>
    </message>
    <message>
        <source>Contrast-to-noise ratio of region and background. Some packages give it in dB, or with the mean of the variances.</source>
        <translation>Rapport contraste sur bruit de la région et du fond. Certains logiciels le donnent en dB, ou avec la moyenne des variances.</translation>
    </message>
    <message>
        <source>The part of the histograms of region and background that does not overlap, 0 to 1; no grey map changes it. Bins end at quantiles, fewer for small regions.</source>
        <translation>La part des histogrammes de la région et du fond qui ne se recouvre pas, de 0 à 1&#x202f;; aucune courbe de gris n’y change rien. Les classes s’arrêtent à des quantiles, moins nombreuses pour les petites régions.</translation>
    </message>
    <message>
        <source>Mean of output minus input: how much brighter the method makes the region.</source>
        <translation>Moyenne de la sortie moins l’entrée&#x202f;: de combien la méthode éclaircit la région.</translation>
    </message>
    <message>
        <source>Speckle suppression index: below 1 there is less speckle than in the input.</source>
        <translation>Indice de suppression du speckle&#x202f;: au-dessous de 1, il y a moins de speckle que dans l’entrée.</translation>
    </message>
    <message>
        <source>Speckle suppression and mean preservation index, lower is better. Both images are in units of the input&apos;s mean; variants differ.</source>
        <translation>Indice de suppression du speckle et de conservation de la moyenne, plus bas est meilleur. Les deux images sont en unités de la moyenne de l’entrée&#x202f;; il existe des variantes.</translation>
    </message>
    <message>
        <source>Edge preservation index: correlation of the 4-neighbour Laplacians of input and output at the region&apos;s pixels, 1 is best. Speckle that is gone counts as edges that are gone.</source>
        <translation>Indice de conservation des contours&#x202f;: corrélation des laplaciens à 4 voisins de l’entrée et de la sortie aux pixels de la région, 1 est le mieux. Le speckle disparu compte comme des contours disparus.</translation>
    </message>
    <message>
        <source>Distance in which the profile along the line that was drawn rises from 10 to 90 % of its step, whose ends are the medians of its first and last quarter.</source>
        <translation>Distance sur laquelle le profil le long de la ligne tracée monte de 10 à 90 % de sa marche, dont les niveaux sont les médianes de son premier et de son dernier quart.</translation>
    </message>
    <message>
        <source>Peak signal-to-noise ratio of the region against the reference.</source>
        <translation>Rapport signal crête sur bruit de la région par rapport à la référence.</translation>
    </message>
    <message>
        <source>The same after the best constant is taken off the image: rank by this one.</source>
        <translation>Le même, la meilleure constante étant retirée de l’image&#x202f;: classez d’après celui-ci.</translation>
    </message>
    <message>
        <source>Structural similarity to the reference, mean over the region; windows of σ 1.5 px reach 5 px beyond it. K₁ = 0.01, K₂ = 0.03.</source>
        <translation>Similarité structurelle avec la référence, moyenne sur la région&#x202f;; les fenêtres de σ 1.5 px la dépassent de 5 px. K₁ = 0.01, K₂ = 0.03.</translation>
    </message>
    <message>
        <source>Standard deviation over the frames of the region&apos;s mean: how much the whole region changes its brightness.</source>
        <translation>Écart-type, sur les images, de la moyenne de la région&#x202f;: de combien la luminosité de toute la région varie.</translation>
    </message>
    <message>
        <source>Standard deviation over the frames at a pixel, averaged over the region. What moves counts as flicker, unless the region is tracked: then its pixels move with it, by whole pixels.</source>
        <translation>Écart-type, sur les images, en un pixel, moyenné sur la région. Ce qui bouge compte comme scintillement, sauf si la région est suivie&#x202f;: ses pixels vont alors avec elle, par pixels entiers.</translation>
    </message>
    <message>
        <source>Mean |next frame, moved back by the optical flow of the input, − frame|, averaged over neighbouring frames: what is left of the change once motion is taken out. Flow: iterative Lucas-Kanade.</source>
        <translation>Moyenne de |image suivante, ramenée par le flot optique de l’entrée, − image|, sur les images voisines&#x202f;: ce qui reste du changement une fois le mouvement retiré. Flot&#x202f;: Lucas-Kanade itératif.</translation>
    </message>
    <message>
        <source>{} does not exist in {}: check the name.</source>
        <translation>{} n’existe pas dans {}&#x202f;: vérifiez le nom.</translation>
    </message>
    <message>
        <source>{} cannot be read: {}.</source>
        <translation>{} ne peut pas être lu&#x202f;: {}.</translation>
    </message>
    <message>
        <source>{} is empty: copy it again from where it came from.</source>
        <translation>{} est vide&#x202f;: copiez-le à nouveau depuis son origine.</translation>
    </message>
    <message>
        <source>{} is of no format known here; known are {}.</source>
        <translation>{} n’est d’aucun format connu ici&#x202f;; sont connus {}.</translation>
    </message>
    <message>
        <source>{} is a DICOMDIR, an index without images: open its folder instead.</source>
        <translation>{} est un DICOMDIR, un index sans images&#x202f;: ouvrez plutôt son dossier.</translation>
    </message>
    <message>
        <source>{} holds no images that can be opened: choose another folder.</source>
        <translation>{} ne contient aucune image lisible&#x202f;: choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>{} holds {} separate cines ({}, …): open one of them.</source>
        <translation>{} contient {} séquences distinctes ({}, …)&#x202f;: ouvrez l’une d’elles.</translation>
    </message>
    <message>
        <source>{} is not a DICOM file; open the file that the scanner exported.</source>
        <translation>{} n’est pas un fichier DICOM&#x202f;; ouvrez le fichier exporté par l’échographe.</translation>
    </message>
    <message>
        <source>{} has a damaged header ({}); export it again.</source>
        <translation>L’en-tête de {} est endommagé ({})&#x202f;; exportez-le à nouveau.</translation>
    </message>
    <message>
        <source>{} holds no pixel data (7FE0,0010), or is cut off before them; choose an image, or export it again.</source>
        <translation>{} ne contient pas de pixels (7FE0,0010), ou est coupé avant eux&#x202f;; choisissez une image, ou exportez-le à nouveau.</translation>
    </message>
    <message>
        <source>{} is cut off before the end of its first frame; export or copy it again.</source>
        <translation>{} est coupé avant la fin de sa première image&#x202f;; exportez-le ou copiez-le à nouveau.</translation>
    </message>
    <message>
        <source>{} is encoded as {} (TransferSyntaxUID), which is not supported; convert it, for instance with gdcmconv --raw.</source>
        <translation>{} est codé en {} (TransferSyntaxUID), qui n’est pas pris en charge&#x202f;; convertissez-le, par exemple avec gdcmconv --raw.</translation>
    </message>
    <message>
        <source>{} gives no image size (Rows, Columns); export it again.</source>
        <translation>{} ne donne pas la taille de l’image (Rows, Columns)&#x202f;; exportez-le à nouveau.</translation>
    </message>
    <message>
        <source>{} claims more pixels than any ultrasound image has: it is damaged, or is not meant for this viewer.</source>
        <translation>{} annonce plus de pixels qu’aucune image échographique&#x202f;: il est endommagé, ou n’est pas destiné à ce programme.</translation>
    </message>
    <message>
        <source>{} holds no video: choose a file with moving images.</source>
        <translation>{} ne contient pas de vidéo&#x202f;: choisissez un fichier d’images animées.</translation>
    </message>
    <message>
        <source>{} holds no frame that can be decoded: copy or export it again.</source>
        <translation>{} ne contient aucune image décodable&#x202f;: copiez-le ou exportez-le à nouveau.</translation>
    </message>
    <message>
        <source>Frame {} of {} cannot be decoded: the file is damaged there; the other frames can be viewed.</source>
        <translation>L’image {} de {} ne peut pas être décodée&#x202f;: le fichier y est endommagé&#x202f;; les autres images restent visibles.</translation>
    </message>
    <message>
        <source>{} needs PyAV: install it with pip install av.</source>
        <translation>{} a besoin de PyAV&#x202f;: installez-le par pip install av.</translation>
    </message>
    <message>
        <source>{} needs SimpleITK: install it with pip install SimpleITK.</source>
        <translation>{} a besoin de SimpleITK&#x202f;: installez-le par pip install SimpleITK.</translation>
    </message>
    <message>
        <source>{} holds an array of shape {}: frames are {}.</source>
        <translation>{} contient un tableau de forme {}&#x202f;: les images sont {}.</translation>
    </message>
    <message>
        <source>{:.1f} grey levels of 255 everywhere</source>
        <translation>{:.1f} niveaux de gris sur 255 partout</translation>
    </message>
    <message>
        <source>Mean: {:.1f} grey levels of 255</source>
        <translation>Moyenne&#xa0;: {:.1f} niveaux de gris sur 255</translation>
    </message>
</context>
</TS>
