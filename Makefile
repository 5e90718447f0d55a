# make figures   builds the command and writes the figures of Templates/ into output/
# make install   installs the command with its manual pages and completions: PREFIX=/usr/local, DESTDIR=
# make uninstall removes what that installed
# make deb       packs the same as a Debian package, .build/gradfig_VERSION_ARCHITECTURE.deb
# make modules   draws Documentation/modules.svg, which modules import which
# make test      lints, builds and runs the tests, those of the examples and of pages in a browser too
# make test-browser   runs only the latter
# make bench     times the command beside Graphviz's dot and other typesetters
# make fuzz      looks for input that breaks the readers of TeX and of formulas: FUZZ_SECONDS for each

SWIFT ?= swift
# The Swift runtime is linked in: the command starts in milliseconds and runs where no Swift is installed.
RELEASE = -c release --static-swift-stdlib
# The command as it is built here. What is installed and packed can be another one: make install COMMAND=…
BUILT = .build/release/gradfig
COMMAND = $(BUILT)

.PHONY: figures install uninstall deb modules test test-browser test-examples lint bench fuzz packages test-packages

figures: $(BUILT)
	$(BUILT) build --force

$(BUILT): Package.swift $(shell find Sources -type f) | packages
	$(SWIFT) build $(RELEASE) --product gradfig

PREFIX = /usr/local
BIN = $(DESTDIR)$(PREFIX)/bin
MAN = $(DESTDIR)$(PREFIX)/share/man/man1
BASH_COMPLETIONS = $(DESTDIR)$(PREFIX)/share/bash-completion/completions
ZSH_COMPLETIONS = $(DESTDIR)$(PREFIX)/share/zsh/site-functions
FISH_COMPLETIONS = $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d

# What the command says of itself becomes its pages and completions.
install: $(COMMAND)
	install -d $(BIN) $(MAN) $(BASH_COMPLETIONS) $(ZSH_COMPLETIONS) $(FISH_COMPLETIONS)
	install -s -m 755 $(COMMAND) $(BIN)/gradfig
	Scripts/manual-pages $(COMMAND) $(MAN)
	$(COMMAND) --generate-completion-script bash >$(BASH_COMPLETIONS)/gradfig
	$(COMMAND) --generate-completion-script zsh >$(ZSH_COMPLETIONS)/_gradfig
	$(COMMAND) --generate-completion-script fish >$(FISH_COMPLETIONS)/gradfig.fish

uninstall:
	rm -f $(BIN)/gradfig $(MAN)/gradfig.1 $(MAN)/gradfig-*.1 $(BASH_COMPLETIONS)/gradfig \
	    $(ZSH_COMPLETIONS)/_gradfig $(FISH_COMPLETIONS)/gradfig.fish

deb: $(COMMAND)
	@Scripts/install-system-packages Scripts/deb-packages
	Scripts/debian-package $(COMMAND) .build

modules: $(BUILT)
	Scripts/module-picture $(BUILT)

test: packages test-packages lint
	$(SWIFT) test --skip ExampleTests --skip BrowserTests
	$(MAKE) test-browser test-examples

# These run other programs, which would slow down the tests beside them.
test-browser: packages test-packages
	$(SWIFT) test --filter BrowserTests

test-examples: packages test-packages
	$(SWIFT) test --filter ExampleTests

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Plugins Tests Examples

bench: packages
	@Scripts/install-bench-peers
	$(SWIFT) build $(RELEASE)
	"$$($(SWIFT) build $(RELEASE) --show-bin-path)/GradfigBench"

# libFuzzer, guided by coverage. What breaks is left in .build/fuzzing/; add it to Fuzzing/Seeds once it is mended.
FUZZ_SECONDS ?= 600
FUZZING = --package-path Fuzzing --scratch-path .build/fuzzing -c release --sanitize fuzzer
fuzz: packages
	touch Fuzzing/Package.swift  # SwiftPM doesn't look for new files in a package beside its own
	for language in TeX Formula; do \
	    $(SWIFT) build $(FUZZING) --product $${language}Fuzzer && mkdir -p .build/fuzzing/$$language && \
	    SWIFT_BACKTRACE=enable=no .build/fuzzing/release/$${language}Fuzzer -max_total_time=$(FUZZ_SECONDS) -timeout=5 -rss_limit_mb=1024 \
	        -print_final_stats=1 -artifact_prefix=.build/fuzzing/ \
	        .build/fuzzing/$$language Fuzzing/Seeds/$$language || exit 1; \
	done

packages:
	@Scripts/install-system-packages Scripts/run-packages Scripts/build-packages

# What can't be installed is not tested: those tests say so.
test-packages:
	-@Scripts/install-system-packages Scripts/test-packages
