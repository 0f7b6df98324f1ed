<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not possible now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show this cine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a file as reference …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare each frame with that of another file, its truth say: PSNR and SSIM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare this cine with nothing any longer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>regions, distances, pins, levels, steering and what was painted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back the last change of {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do again what was undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the images larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the images smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the keyboard to the next image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the keyboard to the image before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the keyboard to the next part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous part of the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the keyboard to the part before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type what is to be done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All commands …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys and mouse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What every key and gesture does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show hints again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at what one begins with, as at the first start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preferences …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language, device, memory, privacy and more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs a cine of several frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs a cine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cine has no reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there are no pins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs a comparison by flicker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the program did not crash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words of a command, method, cine or recent file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up and Down choose, Enter does it, Esc closes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has these words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card of the method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best classical filter: {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cines</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n frames</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{} × {} pixels, {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{}: not calibrated ({})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use as reference for {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare each frame with that of this one: PSNR and SSIM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No longer compare with {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cine that is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernels, Gaussian mixture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patches, Gaussian mixture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Directions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correlation (the study&apos;s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learn a codebook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A few kernels that stand for those of a network, and a rule by which each pixel takes one of them: much faster, and not as good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The method whose kernels the codebook stands for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learn on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames that the method denoises for it, 12 at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many kernels, 1 to 256</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the kernels: larger ones reach farther and take longer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort pixels by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is alike in pixels that share a kernel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How a pixel finds its kernel; least error is the best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Id of the method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small letters, digits and hyphens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share that is learnt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learn the codebook, and make it a method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop learning, or close this dialog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder to learn from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder {} …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no method of single frames that predicts kernels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a cine first, or choose a folder to learn on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a method {} already: choose another id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second − first, in grey levels: blue where the second is darker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second / first, in decibels of the brightness shown: blue where the second is darker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first left of a divider that can be dragged, the second right of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A mixture of both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One or the other: X changes, and changes back when it is held and let go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flicker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much closer to zero the colours reach their limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the second image begins; it can be dragged in the image, too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of the mixture is the second image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the two images are compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The second image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the first and the second image change places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swap the images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the slider sets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value of the slider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare no longer (C)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare no longer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{:g} to {:g}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{}: {}; {:g} by default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>estimated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the network&apos;s estimate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: denoise as if the noise had the level set here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set all controls of this method to their defaults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Controls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No controls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide: {} ({})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Methods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cines and methods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undock the inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undock the inspector, or dock it again (Shift+F3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory for this: choose a smaller part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This analysis failed ({}): run `speckle-viewer doctor`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the images comes from a codebook: choose one on the left, or make one
with Methods → “Learn a codebook …”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Codebook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kernels of a codebook, and which of them each pixel takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the codebook is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry of the pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map over the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour each pixel as the square beside the entry that it takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries of the codebook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a cine to see which entry of a codebook each pixel takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a codebook above to see its entries.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The entries of this frame are on their way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry {}: {} of the tissue, taps sum to {:.3f}.
Click: light its pixels up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n entries of {} × {} px</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{}, {} of them in the tissue of this frame.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {} least frequent are not drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a pixel: which entry it takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not denoised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entry {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entry {} of the codebook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a cell, or use the arrow keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>|H| · edge ½ cycles/px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>|H| · edge {} cycles/mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in 1/{} cycles/px, from −{} across and −{} down {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tap dx {}, dy {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} · weight {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sum {} · norm {} · |H| halves at {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method explained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image that is explained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undock, or dock again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters over the cine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each filter in the frames that are known, and under it its norm √Σw²:
the share of white noise that it lets through. Click: go to the frame.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>frame {} · {:.2f} s · </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not computed yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>norms </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters and kernels of the frame: weights, frequency responses, a gallery over the frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filters of this frame are on their way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of frame {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} predicts neither filters nor kernels: choose another method.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a cine to see the filters of a method.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a method that predicts filters or kernels, such as GDFN or KPN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames whose filters are known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show how far each filter is from its mean over the known frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole cine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predict the filters of all frames, to see how they change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the frames that is done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean, at every pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a pixel to see its mixture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>x {} y {} takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} of {} frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} × {} px from x {}, y {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{}, the middle of a rectangle of {} × {} px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jacobian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the method keeps of a part of the image: its singular values and vectors there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size in pixels of the part around the pinned pixel, or else the one looked at.
Its Jacobian has that many pixels squared; 64 × 64 take minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag a rectangle in an image to look at that: its middle 64 × 64 px if it is larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of the Jacobian is worked out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop working it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work out the Jacobian of the part (Return)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown: {}, frame {}, {}
Effective dimension Σσ²: {:.1f} of {} ({:.1f} %)
Largest singular value: {:.3f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Jacobian is being worked out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a cine, and choose a method on the left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a method to see what it keeps of a part of the image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a pixel, or pin one: the part lies around it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press “Work it out” to see what the method keeps of this part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Singular vectors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Above: right singular vectors, patterns of the input (of the denoised frame). Below:
left ones, what is made of them, times σ. Wheel, arrow keys, Home and End browse.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from {} of {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Singular values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Singular values of the Jacobian: by how much each pattern is passed on.
1: as it is. 0: taken away. Click to see the pattern.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>singular value (no unit)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernels and frequency responses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrow keys move from number to number, Page up and Page down from map to map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weight · each kernel to its largest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gallery of kernels over the frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrow keys move from kernel to kernel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>x {}  y {} · sum {} · norm {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No kernel was predicted here: the pixel lies outside the part that is denoised.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a pixel to see its kernel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spacing of the gallery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixels from one kernel of the gallery to the next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame of the burst</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kernels for one frame of the burst, or for all frames, added:
what they do to tissue that does not move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One scale of colours for all kernels: strong and weak ones compare.
Otherwise each has its own, which shows its form best.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A kernel every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All frames, added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernels of {}, added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernels of {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no tissue at any point of this grid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Between pins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On: drag in an image to draw the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line between pins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw the line between the last two pins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the line away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thickness of the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mean of so many lines side by side, a pixel apart: less noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predicted: the kernels that the network itself made. Equivalent: rows of the method&apos;s Jacobian, which every method has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equivalent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the map shows of each kernel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of the image the map hides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value with the first colour; values below have it too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upper limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value with the last colour; values above have it too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits follow the values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On: limits that hold 98 % of the values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spacing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixels between kernels that are worked out one by one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of kernels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work the equivalent kernels of this frame out, or stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernels done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many of the equivalent kernels are done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A figure of the kernels over the frame: width, orientation, negative weights and more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Meaning of the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values of the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value at the pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(map of frame {})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a cine to see a map of a method&apos;s kernels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a method on the left to see a map of its kernels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kernels of this frame are on their way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} of {} equivalent kernels are done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press “Compute” for {} equivalent kernels, one every {} px.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No tissue in this frame.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most often {}: {:.0f} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opaque from an anisotropy of {:.2f} on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median {}; 5 to 95 %: {:.3g} to {:.3g}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>frame {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Histogram of the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often each value occurs in the tissue; the line is the pixel below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{}, from {:.3g} to {:.3g}; most often {:.3g}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> dB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Background region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The region that all others are compared with: for contrast, CNR and gCNR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dynamic range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which quantities the table has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure whole cine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Denoise and measure every frame, or stop; what is done stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as text with commas (CSV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The usual columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This frame (CSV) …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table as it is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole cine (CSV) …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A line for each region, image and frame; frames that lack are denoised first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decibels between black and white of the scanner&apos;s display, to undo its log compression.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file does not say it: it stands on the scanner&apos;s screen, often 40 to 80.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the header, Dynamic Range (0018,5030).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set by you; the header says {:g} dB. 0: as the header says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is plotted of the selected rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a region to measure it: press R, and drag in an image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a cine to measure in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns that say “needs range” need the dynamic range of the scanner&apos;s display.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a background region for contrast, CNR and gCNR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often each brightness occurs in the selected region, in all images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Histogram of the region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brightness (grey levels)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixels (%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The selected rows over time. Click: go to that frame.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save measurements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved {}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{}, frame {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} · frame {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mixture of the filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of each filter the pixel takes, and which filter each pixel of the frame
takes most of. Click in the map: look at that pixel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>filter {}: {:.0f} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter most taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How strong the method took the noise to be at each pixel, and a brush to overrule it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a cine to see the noise map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a method that gives a noise map: CBDNet, FFDNet or the noise estimator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no tissue in this frame.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The noise map of this frame is on its way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean over tissue: {:.1f} grey levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Painted noise map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One level everywhere, as it is set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimated by the method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint a noise level on the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give painted places back their own level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> grey levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Painted level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation of the noise that is painted, in grey levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width of the brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diameter of the brush in pixels (wheel over the map)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove all that was painted on this cine for this method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>grey levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation of the noise as the method took it, over the tissue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> or more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey values along a line in every image, and how wide its edge is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brightness, 0 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a cine to see what lies along a line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press “Draw”, then drag in an image: the line is read in all of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the frame …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Along the line, from its dot on. Point at it: the place is marked in the images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile along the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Along the line ({})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose curves they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edge: how far it is from 10 to 90 % of the step, where the line crosses one.
Without: the first and the last quarter differ by less than 3 standard deviations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edge 10–90 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input − output (grey levels of 255)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input − output: whether it looks like speckle or like anatomy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Histogram of what was removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often each difference occurs in the tissue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a cine to see what a method removes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a method on the left to see what it removes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} px down, {} px across</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Autocorrelation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How alike what was removed is to itself, moved down and across by so many pixels.
A spot in the middle: grain, such as speckle. Lines and rings beyond it: structure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lags of −{} to {} px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kernel is on its way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same pixel, all methods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kernel of every method on screen at the pinned pixel, or at the one looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One colour scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernels as methods predict them, where they do; or equivalent of all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predicted, else equivalent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equivalent of all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have the same colour mean the same weight in all panels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>equivalent · {} × {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is denoised here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>predicted · {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a cine, and choose methods on the left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose methods on the left to see their kernels side by side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a pixel, or click one to pin it, to see every method&apos;s kernel there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Net bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Centroid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anisotropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} grey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernels of all methods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights, burst frames taken together, at the same pixel by every method.
Colours go with the square root of the weight: small ones are seen too.
Width, centroid and anisotropy of equivalent kernels: of the middle square that
holds {:.0f} % of the weights&apos; magnitudes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>√ weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag over bars, click one or press arrow keys: the pixels of their kernels light up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left and right select the next bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag a rectangle in an image to see its kernels in the plots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernels looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the work that is done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel sizes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All sizes, the smaller ones added onto the largest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames of the burst</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sum over the burst&apos;s frames, or one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute anew when another frame or method is shown, while paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute for the frame that is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All sizes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its own frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Principal components: orthogonal, the first explains most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Independent components: vary independently of each other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Singular vectors of the kernels as they are, without subtracting their mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Components</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernels as a mean and a few components: PCA, ICA, SVD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the components are found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many components</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What dragging in the scatter plot draws</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Components: {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean kernel and components</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernels by their first two components</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score, {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sum of squares</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>variance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} of the {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>largest tap {:.3f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean kernel: {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a tap to see it alone; click it again to see all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrow keys move from tap to tap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean kernel, and how often taps have which weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Histogram of the taps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All taps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count the taps at all places of the kernel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of the tap {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} rows and {} columns from the centre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum of the mean kernel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Negative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{:.1f} % of the taps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a tap from {} to {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much the taps of a kernel differ: their standard deviation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Histogram of the kernels&apos; standard deviations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation of a kernel&apos;s taps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5 to 95 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} to {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>standard deviation from {} to {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel statistics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statistics of the frame&apos;s kernels: taps, spread, components, clusters, directions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gathering the kernels …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled. Update computes it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernels drawn at random, of all or of those that are selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many kernels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gallery: number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw other kernels at random</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernels drawn at random</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below each kernel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its pixel, x, y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sum {}, largest tap {:.3f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>x, y: {}
{}
Click: look at this pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each kernel belongs to the nearest of k means</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clusters may differ in size and shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{}: mean patch above mean kernel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour every pixel by the group of its kernel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{}: mean patch, and under it the mean kernel.
Click: light up its pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernels sorted into a few kinds: k-means, Gaussian mixture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How clusters are found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clusters: method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many clusters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clusters: number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the number from 2 to 12 with the largest mean silhouette:
near 1 clusters are compact and far apart, near 0 they run into each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silhouette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} with {} clusters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernels grouped by the direction in which their patch becomes brighter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> levels/px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey levels per pixel: a patch that is less steep is flat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Directions: flat below, grey levels per pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flat below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no steep side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>brighter towards {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patches that are {}: their mean, and under it the mean kernel.
Click: light up their pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} grey levels/px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (frame {} is shown)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> of {:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, one per {} × {} px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} kernels{}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planes of all taps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each tap&apos;s weight over the frame, in its place in the kernel. Click: large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plane of one tap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Planes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each tap as an image over the frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tap {} rows, {} columns from the centre, ±{}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one colour scale, ±{}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} px; large: {} px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag around points to light up the pixels of their kernels. Click: select nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a cine to see statistics of the kernels of a method.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a method that predicts kernels, such as KPN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} predicts no kernels: choose another method.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause to see statistics of the kernels of a frame.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statistics: {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left and right move between kernels, Space chooses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no numbers to take away here yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied as numbers: {}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy or save what is shown, as numbers or as a figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take away: {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as tab-separated text, which pastes into a spreadsheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save numbers (.npz) …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save all arrays with their coordinates, for NumPy, or as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save figure (SVG, PNG) …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a figure fit for a paper, on white, with colour bars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run over the cine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is shown of each pixel, frame by frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the method over all frames that play, or stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many of the frames are done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a line in an image, or click pixels to pin them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press “Run over the cine” to see every frame.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line, pins, method or settings have changed since this run of {}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brightness or a figure of the kernels over time: along a line and at pins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value under the mouse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} sees one frame at a time: “{}” is for bursts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} has no kernels: {} is unknown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a cine to see it over time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A still image has one frame only: open a cine to see it over time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{:.3f} s, frame {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time (s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Along the line, from its dot downwards, over time. Click: go to that frame.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Along the line over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line ({})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the pins over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At each pin. Click: go to that frame.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sub-bands of the frame as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sub-bands of the denoised frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sub-bands of input minus output: what the method took away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wavelet bench</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sub-bands of input, output and network: hear them alone, mute and scale them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channels of the network&apos;s own sub-bands at its level {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wavelet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An orthogonal wavelet; the networks use Haar&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Levels </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often the image is halved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take every band as it is: no solo, no mute, no scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a cine to see its sub-bands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sub-bands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reconstruction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each band&apos;s coefficients, coarser ones towards the upper left. Point at one to look at its pixels; click to see the histogram of its band</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image put together again from the bands as the table weighs them; the change is the root mean square of the difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed by {:.1f} grey levels (RMS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reconstructed from all bands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean, grey levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>level {}, grey levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output of {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken away by {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean square over all positions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variance over all positions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pearson&apos;s, with the input&apos;s band that it goes along with most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value at the pixel that is looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{}: energy {:.3g}, variance {:.3g}, correlation {:+.2f} with {} of the input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a channel to see it large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before the deeper levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After the deeper levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By variance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By correlation with the input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channels before or after the deeper levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order of the channels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a position to look at its pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sub-bands of this frame are on their way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} channels of {} × {}, each between its own limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such channel on this side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{}: per cent of the coefficients, before and after; what lies beyond the axis is counted at its ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coefficients (%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what is left after the last halving: the local mean, brightness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>horizontal edges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vertical edges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>diagonal structure, and most of what is noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Band</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reconstruct from the bands that are chosen here alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reconstruct without these bands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiply a band; double-click for 100 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy in the input, grey levels² per pixel: all bands add up to the mean square</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy in the output, grey levels² per pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy of input minus output, grey levels² per pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy taken away, in per cent of the energy before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coefficient at the pixel that is looked at, grey levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiply {} by 0 to {:g}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LH, HL and HH of this level together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{}, over {} px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{}: {}. Click for its histogram</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Histogram of {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy, grey levels²/px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at the next pixel; with Shift, ten pixels on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin the pixel, or take the pin away; with a tool: begin or end a line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window: fewer or more values between black and white</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level: brighter or darker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What explains this image; the Menu key does the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide everything but the images, or show it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the kernel behind the pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin the pixel, or take the pin away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the image; with a tool: draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom at the mouse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double-click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the image whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag with the right button</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level (up and down) and window (left and right)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click the caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select the method, and show its card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open cines, stills, folders, sessions and weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The net bias is on its way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outside tissue: not applied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without the noise map that was painted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks {} px around; the method sees farther</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Net bias map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Net bias: output = kernel · input + bias. Zero everywhere for bias-free networks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} grey levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outside tissue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row: made of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights of all input pixels in this output pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column: uses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight of this input pixel in all output pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is added to the weighted input, at every pixel of the frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of kernel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predicted: the kernel that the network itself made for this pixel.
Equivalent: the row of the method&apos;s Jacobian, which every method has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of the Jacobian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row: what this output pixel is made of. Column: where this input pixel goes.
Net bias map: what is added besides, at every pixel of the frame.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrow keys move from tap to tap, Page up and Page down from frame to frame; plus and minus show less or more of a large kernel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a pixel to see the kernels behind it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>intensity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights over patch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw the weights of a burst or of a large kernel over what they weigh (W)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove all pins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a pixel in an image to pin it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour bars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights and products run from blue (negative) over neutral to orange (positive).
Each kernel size has limits of its own, which all its frames share.
Of large kernels, colours go with the square root of the weight: the legend says so.
Weights have no unit; intensities and products are brightness, where 1 is white.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Intensity (0–1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight (no unit)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Product (0–1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a pin to see its kernel. Delete removes it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin {}, {} {} {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Effective width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>along {:.0f}°</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape of the kernel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the weights&apos; magnitudes, all frames and sizes together; of an equivalent kernel,
of the smallest middle square that holds {:.0f} % of them.
Effective width: full width at half maximum of the Gaussian as wide as the kernel.
Centroid: how far to the right (x) and down (y) the kernel&apos;s centre of mass lies.
Anisotropy: 0 where the kernel is round, 1 where it is a line; and the direction of
its long axis, 0° being horizontal, counter-clockwise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight over patch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight × intensity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} of {} × {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{:.0f} % of Σ|w|</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sum of weights {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum of weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Σ weight × intensity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computed value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference &gt; 10⁻⁴</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the value of the pixel comes about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights times intensities, summed, plus the bias, give the network&apos;s output.
The difference turns amber where the two do not agree to 1e-4 of full brightness.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>brightness 0–1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>grey 0–255</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the next control, or to the one before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick the method in the list, press the button</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the chosen pin, close the chosen cine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the header, while its tab has the keyboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undock the inspector, or dock it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a menu: Alt and the letter that is underlined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss a message, give the keyboard to the images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In an image, with the mouse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In an image, with the keyboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search keys and what they do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only rows with these words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the whole table as plain text, to print it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this window (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys and what they do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All keys and gestures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keys were copied as text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mea&amp;sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what else is known, and earlier messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before: {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n files could not be opened.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Imported and added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Networks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bursts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classical filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No method has these words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only methods with these words in their name, heading or card</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Looks at %n frames at a time</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{:,} parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trained on: {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source: {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a method on the left to read its card and set its controls.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The method whose card and controls are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>painted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick the method to see its noise map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{:.1f} grey levels everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean: {:.1f} grey levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain this image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image: {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain this image: {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from the next start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours of the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of all that is written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where methods run; automatic takes a graphics card where there is one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exact (float32)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fast stays within one grey level of float32</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What does not fit is worked out again when it is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decoded frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at once; of each cine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Denoised images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernels and maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> MiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For files that do not say when their frames were acquired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> frames per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate without timing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>when next opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long after a change what is open is saved, in case the program crashes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> s after a change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from the next change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names, dates and numbers that identify the patient, in the tab Header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: suggested names of exported files do not have that of the cine&apos;s file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names of exports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the cine&apos;s name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore defaults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set everything here as it is out of the box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference of {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} is the truth of {}: PSNR and SSIM stand above the images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weak match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>again, or Esc, to stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw rectangles; with Shift, squares; {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw ellipses; with Shift, circles; {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click corners; Enter, a double-click or the first corner closes; {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint a region; right button erases, Shift begins a new one; {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure from point to point; {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thinner brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A thinner brush for regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wider brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A wider brush for regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put a copy of the selected region beside it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove region or distance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove what is selected (Delete, while in an image)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs the brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no region is selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing is selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Against the reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>against {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>comparing …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} px, {}, {}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PSNR {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>offset-free {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SSIM {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>∞ dB (equal)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} is there already. Replace it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} takes the place of all that is open. Save that first?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening {} …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} has moved: where is it now? Cancel leaves it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} is not in the bundle: where is it? Cancel leaves it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame. Grey marks: decoded. Blue marks: denoised by every chosen method.
Set the part that plays with I (start) and O (end).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{:.0f} ms/frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queue {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device, arithmetic, time for a frame, frames waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value of the map that lies over an image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column and row of the pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>value {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value of the pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance from the region&apos;s left and upper edge, and where the scale is from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not calibrated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a pixel in an image to pin it, then alter its kernel here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinned pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pinned pixel whose kernel is altered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel used here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the kernel of another pin here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel altered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which size, and which frame of the burst</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chosen weight; type another one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value of the pixel before and after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give this pixel its own kernel back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One pixel by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its own kernel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel of {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outside the part that is denoised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pin {} · x {}  y {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 leaves the input as it is, 1 is as predicted, 2 goes as far again beyond</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smooth along axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smooth the kernels along their own main axis; negative values sharpen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smooth across axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smooth the kernels across their own main axis; negative values sharpen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Symmetric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each kernel becomes the mean of itself and its point reflection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No negatives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Negative weights become zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum to one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All weights of a pixel are divided by their sum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use kernels of all sizes, or of one alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} × {} px alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame {} of the burst</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this frame of the burst, or mute it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a method on the left that predicts kernels, such as KPN, to steer them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Negative weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a pixel to see what becomes of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method that is steered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The method whose kernels are steered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the kernels of this method be as predicted, of all pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{}, before and after steering</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These kernels follow from a rule and were not predicted: they cannot be steered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights of the pinned pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a weight to choose it; turn the wheel over it, or press + and −, to change it.
Arrow keys choose the next one. Weights set by hand have a frame.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Above 1, brighter than the input; below, darker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Negative mass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum of the negative weights&apos; magnitudes: they sharpen edges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How evenly weight is spread over taps: 0 for a single tap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full width at half maximum: wide is smooth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 where kernels are round, 1 where they are lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the longer axis: 0° is horizontal, 90° vertical. Clear where kernels are round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Centroid shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the weight lies from the pixel itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance to identity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 where the pixel is left as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deviation of taps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation of the weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dominant frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The frame of the burst that has the most weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output brightness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input brightness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 is black, 1 is white</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loading …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>computing …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steering …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>painted noise map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flicker, first image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flicker, second image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as predicted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no negatives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a method on the left to compare its image with the input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The equivalent kernel is on its way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no equivalent kernel for a painted noise map. Reset it under Explain, Noise map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a cine, then point at a pixel to see the kernel that made it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a method on the left to see the kernels that it predicts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a pixel to see the kernel that made it. Click to pin it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is learned, and from which data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights that training begins with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What learns; that of the weights to start from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the method: small letters, digits and hyphens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit of the budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End after so many steps, or after so many minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When training ends, counted from its start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch, patch, worker processes and any other setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patches per step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side of the patches in pixels, 24 or more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processes that make the pairs; a GPU needs several</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KEY=VALUE of the recipe, with spaces between them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recipe&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} of {:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} by {}: {} steps in {:,.1f} minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Has noisy and clean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your cines; leave it empty to train on simulated speckle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has the folders noisy and clean, with images of the same names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder to train on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the method a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a method or a run {} already: choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder with your pairs of images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings are pairs like loss=l1, with spaces between them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run has had its {}: raise the number to go on with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} over steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} over the steps of training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noisy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation patches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patches that training never sees. The target is what the output is compared with: the clean image, the true noise map, or another frame.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation PSNR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the budget that is spent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{:,.1f} images/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation after step {:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin a new run, or look at an earlier one and go on with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the run is doing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End after the step that it is at; it can be resumed from there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to methods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put what was learned so far into the list of methods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run cannot be started ({}); try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting: the first figures come in some seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping after this step …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was learned so far is put into the list of methods.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. Resume goes on from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped before the first step: nothing was kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done. What {} learned is put into the list of methods.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run was stopped before its end. Resume goes on with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train in another process; this window can be closed meanwhile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training {} goes on: Methods → Train … shows it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{:.0f} % done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Real time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame shown, and how many there are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>header: {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time between frames, and where it was read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{:.1f} fps, {} dropped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames per second achieved, and frames left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed, as a multiple of the cine&apos;s own rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Real time keeps the cine&apos;s rate and leaves frames out where it must.
Every frame waits until each is denoised in every pane.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playback mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>assumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>median</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
