# Each of these does all its own set-up: see scripts/setup.sh.
.PHONY: run screenshot test translations setup

run: setup  ## Open the viewer on the sample cine
	.venv/bin/python -m speckle_viewer --demo

screenshot: setup  ## Render the same window to screenshot.png; needs no screen
	.venv/bin/python -m speckle_viewer screenshot --out screenshot.png

test: setup  ## Lint, types, import rules and all tests
	scripts/test.sh

translations: setup  ## Bring translations/*.ts up to the window's texts, and compile them
	scripts/translations.sh

setup:
	scripts/setup.sh
