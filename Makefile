# make figures   builds the command and writes the figures of Templates/ into output/
# make test      lints, builds and runs the tests
# make bench     times the command beside Graphviz's dot

SWIFT ?= swift
# The Swift runtime is linked in: the command starts in milliseconds and runs where no Swift is installed.
RELEASE = -c release --static-swift-stdlib

.PHONY: figures test lint bench packages

figures: packages
	$(SWIFT) build $(RELEASE) --product gradfig
	"$$($(SWIFT) build $(RELEASE) --show-bin-path)/gradfig" build --force

test: packages lint
	$(SWIFT) test

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Examples

bench: packages
	$(SWIFT) build $(RELEASE)
	"$$($(SWIFT) build $(RELEASE) --show-bin-path)/GradfigBench"

packages:
	@Scripts/install-system-packages
