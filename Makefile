# Everything one does with this checkout. Each target does the set-up that it needs by itself, once:
# missing system packages (apt, through sudo when not root), the build, and the grammars.
#
# Recipes name files relative to the checkout, never absolutely: make and spaces do not go together,
# and the checkout may lie in a folder whose name has some.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := build

PREFIX ?= /usr/local
DESTDIR ?=
# Seconds for which `make fuzz` runs each fuzzer.
SECONDS_EACH ?= 60
# `make test V=1` also names the tests that pass; `make test FILTER=Text` runs some.
V ?=
FILTER ?=
# What `make bench` is given.
ARGS ?=

# What the build, the grammars and the program need of Debian and Ubuntu, beside the Swift toolchain.
PACKAGES := libtree-sitter-dev libsqlite3-dev libcurl4-openssl-dev libseccomp-dev zlib1g-dev \
	pkg-config git bubblewrap ripgrep gcc g++ libc6-dev python3 openssl
# Runners of tests, in whose languages the gates' and the agent's tests have projects; what the
# editors' tests need.
TEST_PACKAGES := make cmake nodejs golang-go ruby ruby-minitest ruby-rspec lua-busted bats tmux \
	patchelf debian-archive-keyring
# Only where the grammars' sources have yet to be downloaded, and Python has no pip.
DOWNLOAD_PACKAGES := python3-pip
# Only for `make bench`, once.
MODEL_SERVER_PACKAGES := cmake ninja-build python3-pip

BINARY := .build/release/tenon
STAGE := .build/stage

.PHONY: build test demo install uninstall bench fuzz format lint doctor clean help packages \
	release grammars stage model-server editors recordings

help: ## Show the targets
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 18

build: release grammars stage ## Build the program, with its grammars

test: PACKAGES += $(TEST_PACKAGES)
test: packages editors ## Run all tests
	@swift build --build-tests
	@$(MAKE) grammars TENON=.build/debug/tenon
	@swift format lint --strict --recursive --parallel Package.swift Sources Tests
	@$(call run_tests,$(FILTER))
	@$(if $(FILTER),,.build/debug/Demo .build/debug/tenon > .build/demo.log)
	@$(if $(FILTER),,.build/debug/Bench --quick --tenon .build/debug/tenon > .build/bench.log)

recordings: editors ## Draw the README's pictures anew, from the editors' tests
	@swift build --build-tests
	@$(MAKE) grammars TENON=.build/debug/tenon
	@UPDATE_RECORDINGS=1 $(call run_tests,'^EditorsTests\.')

demo: release grammars ## See it work
	@$(call build_release,Demo)
	@.build/release/Demo $(BINARY)

# What other language servers are found on PATH is measured in the same run. ARGS='--only Start'
# measures one group; afterwards `.build/release/Bench --json` is for programs.
bench: release grammars model-server ## Measure, and try the providers on a real model server
	@swift build --build-tests
	@$(call run_tests,LlamaTests)
	@$(call build_release,Bench)
	@.build/release/Bench $(ARGS)

fuzz: release grammars ## Feed each reader of bytes random input, SECONDS_EACH seconds long
	@TENON_FUZZ=1 swift build -c release --scratch-path .build/fuzz --product Fuzz
	@fuzz=.build/fuzz/release/Fuzz; for name in $$($$fuzz --list); do \
		log=.build/fuzz/$$name.log; \
		if SWIFT_BACKTRACE=enable=no $$fuzz $$name --seconds $(SECONDS_EACH) > $$log 2>&1; then \
			echo "$$name: nothing found in $$(sed -n 's/^Done \([0-9]* runs\).*/\1/p' $$log)"; \
		else \
			tail -n 60 $$log; \
			echo "$$name: the input above fails; it is in Tests/Fuzz/Corpus/$$name, for the tests"; \
			exit 1; \
		fi; \
	done

format: ## Lay out the Swift code
	@swift format --in-place --recursive --parallel Package.swift Sources Tests

lint: packages ## Check layout and the rules that a compiler does not
	@swift format lint --strict --recursive --parallel Package.swift Sources Tests
	@swift build --build-tests
	@$(call run_tests,Tidy)

doctor: release ## Say what works on this machine
	@$(BINARY) doctor

clean: ## Remove what was built here; grammars stay
	@rm -rf .build

# -- Installing ------------------------------------------------------------------------------------

# Under sudo, what the user built is installed: Swift is often not on root's PATH, and root's files
# in the user's .build would be in the way.
install: ## Install below PREFIX (default /usr/local)
	@if [ "$$(id -u)" != 0 ] || [ -z "$${SUDO_USER:-}" ] || [ ! -d $(STAGE) ]; then $(MAKE) build; fi
	@target="$(DESTDIR)$(PREFIX)"; if [[ $$target != /* ]]; then target="$$PWD/$$target"; fi; \
	cd $(STAGE); find . -type f | sed 's|^\./||' | sort | while IFS= read -r file; do \
		mode=644; if [[ $$file == bin/* ]]; then mode=755; fi; \
		mkdir -p "$$target/$$(dirname "$$file")"; \
		install -m $$mode "$$file" "$$target/$$file"; \
	done; \
	echo "Installed in $$target. 'make uninstall' with the same PREFIX removes it."

# The list of files was installed with them, so exactly those go, whatever this checkout builds now.
uninstall: ## Remove what 'make install' installed below PREFIX
	@target="$(DESTDIR)$(PREFIX)"; list="$$target/share/tenon/files"; \
	if [ ! -f "$$list" ]; then echo "Nothing is installed in $$target"; exit 0; fi; \
	while IFS= read -r file; do rm -f "$$target/$$file"; done < <(cat "$$list"); \
	find "$$target/share/tenon" -depth -type d -empty -delete; \
	echo "Removed from $$target."

# An installation's tree as it will be below PREFIX.
stage: release grammars
	@rm -rf $(STAGE)
	@mkdir -p $(STAGE)/bin $(STAGE)/share/tenon/grammars $(STAGE)/share/man/man1 \
		$(STAGE)/share/bash-completion/completions $(STAGE)/share/zsh/site-functions \
		$(STAGE)/share/fish/vendor_completions.d
	@cp $(BINARY) $(STAGE)/bin/tenon && strip $(STAGE)/bin/tenon
	@$(BINARY) grammars list --files | while IFS= read -r file; do \
		cp "$$file" $(STAGE)/share/tenon/grammars/; done
	@cp -R EditorConfigs $(STAGE)/share/tenon/editors
	@$(BINARY) config schema > $(STAGE)/share/tenon/schema.json
	@$(BINARY) config schema --repository > $(STAGE)/share/tenon/schema-repository.json
	@$(BINARY) man > $(STAGE)/share/man/man1/tenon.1
	@$(BINARY) completions bash > $(STAGE)/share/bash-completion/completions/tenon
	@$(BINARY) completions zsh > $(STAGE)/share/zsh/site-functions/_tenon
	@$(BINARY) completions fish > $(STAGE)/share/fish/vendor_completions.d/tenon.fish
	@touch $(STAGE)/share/tenon/files
	@cd $(STAGE) && find . -type f | sed 's|^\./||' | sort > files && mv files share/tenon/files

# -- Set-up ----------------------------------------------------------------------------------------

# The program is one file, which needs nothing but the C library and starts in half the time that
# shared libraries would take. Where tree-sitter has a static library, a pkg-config file of our own
# points to a folder with nothing but such libraries, so that the linker cannot take the shared ones.
# The folder is relative for the linker, who runs here, but absolute for SwiftPM.
STATIC := --static-swift-stdlib
ifeq ($(shell uname -s),Linux)
STATIC += -Xswiftc -Xclang-linker -Xswiftc -static-libgcc
endif

release: packages
	@mkdir -p .build/static
	@folder="$$(pkg-config --variable=pcfiledir tree-sitter)"; \
	for library in "$$(pkg-config --variable=libdir tree-sitter)/libtree-sitter.a" \
		"$$(pkg-config --variable=libdir libseccomp)/libseccomp.a" \
		"$$(pkg-config --variable=libdir sqlite3)/libsqlite3.a" \
		"$$(g++ -print-file-name=libstdc++.a)"; do \
		if [ -f "$$library" ]; then ln -sf "$$library" .build/static/; fi; \
	done; \
	if [ -f .build/static/libtree-sitter.a ]; then \
		sed 's|^libdir=.*|libdir=.build/static|' "$$folder/tree-sitter.pc" \
			> .build/static/tree-sitter.pc; \
	fi; \
	$(call build_release,tenon)

# $(call build_release,PRODUCT)
define build_release
PKG_CONFIG_PATH="$$PWD/.build/static$${PKG_CONFIG_PATH:+:$$PKG_CONFIG_PATH}" \
	swift build -c release $(STATIC) --product $(1)
endef

# The program installs them, and knows what is there already. Python's pip is needed only when that
# cannot be done from the cache.
grammars: TENON ?= $(BINARY)
grammars:
	@if ! $(TENON) grammars add --offline > /dev/null 2> >(grep -v '^tenon:' >&2 || true); then \
		if ! python3 -m pip --version > /dev/null 2>&1; then \
			$(call install_packages,$(DOWNLOAD_PACKAGES)); \
		fi; \
		$(TENON) grammars add || { \
			echo "Run make again; with a fetched archive, $(TENON) grammars add --from FILE" >&2; \
			exit 1; \
		}; \
	fi

# Real editors for the tests, and a terminal for them. Debian 12 has neither a Neovim that is new
# enough nor Helix: those are unpacked, not installed. Emacs has its clients as packages of their own,
# eglot where it is too old to bring it.
editors: unpack_editors := Tests/EditorsTests/install-editors.sh
editors: PACKAGES += $(TEST_PACKAGES)
editors: packages
	@if command -v apt-cache > /dev/null; then \
		names="$$(command -v emacs > /dev/null || echo emacs-nox)"; \
		for name in elpa-eglot elpa-lsp-mode; do \
			if [ -n "$$(apt-cache --names-only search "^$$name$$")" ] \
				&& ! dpkg-query -s $$name > /dev/null 2>&1; then names="$$names $$name"; fi; \
		done; \
		if [ -n "$$names" ]; then $(call install_packages,$$names); fi; \
	fi
	@if ! $(unpack_editors) --check; then $(unpack_editors); fi

# A real model server for the tests and the measurements. Without it, they do without it.
model-server: build_model_server := Tests/ModelServer/build-llama-server.sh
model-server: packages
	@if ! $(build_model_server) --check; then \
		if ! command -v cmake > /dev/null || ! command -v ninja > /dev/null \
			|| ! python3 -m pip --version > /dev/null 2>&1; then \
			( $(call install_packages,$(MODEL_SERVER_PACKAGES)) ) || true; \
		fi; \
		$(build_model_server) || echo "There will be no figures of a real model server" >&2; \
	fi

packages:
	@if ! command -v swift > /dev/null; then \
		echo "There is no swift on PATH: install Swift 6.3 or newer (swift.org/install)" >&2; \
		exit 1; \
	fi
	@if command -v dpkg-query > /dev/null; then \
		installed="$$(dpkg-query -W -f '$${db:Status-Status} $${Package}\n' $(PACKAGES) 2> /dev/null \
			| sed -n 's/^installed //p')" || true; \
		missing="$$(printf '%s\n' $(PACKAGES) | grep -vxF "$$installed" | xargs)" || true; \
		if [ -n "$$missing" ]; then $(call install_packages,$$missing); fi; \
	elif ! pkg-config --exists tree-sitter 2> /dev/null; then \
		echo "Install these or their like with your system's package manager: $(PACKAGES)" >&2; \
		exit 1; \
	fi

# $(call install_packages,NAMES): install Debian packages.
define install_packages
names="$(1)"; root=(); \
if [ "$$(id -u)" != 0 ]; then root=(sudo); fi; \
if [ "$$(id -u)" != 0 ] && ! command -v sudo > /dev/null; then \
	echo "These packages are missing, and there is neither root nor sudo to install them:" >&2; \
	echo "    apt-get install $$names" >&2; \
	exit 1; \
fi; \
echo "Installing with apt: $$names"; mkdir -p .build; \
apt="$${root[*]} env DEBIAN_FRONTEND=noninteractive apt-get -qq"; \
if ! { $$apt update && $$apt install -y --no-install-recommends $$names; } > .build/apt.log 2>&1; \
then \
	tail -n 20 .build/apt.log >&2; echo "apt could not install: $$names" >&2; \
	echo "Check the network and the package sources, or install them yourself; then run make again" >&2; \
	exit 1; \
fi
endef

# $(call run_tests,FILTER): names what fails, and closes with one line that counts. What begins and
# what passes is left out; such a message can have many lines, where a test's arguments have.
define run_tests
swift test --skip-build --disable-xctest $(if $(1),--filter $(1)) 2>&1 | $(if $(V),cat,awk ' \
	/^(✘|↳|error|.*[Ff]atal error)/ || /Test run with/ { print; hidden = 0; next } \
	hidden || /^(◇|✔) / { hidden = !/(started|seconds)\.$$/; next } \
	{ print }')
endef
