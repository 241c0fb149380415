#!/bin/bash
# Unpacks editors of Debian's suites into the user's cache, for tests on a machine whose own packages
# are older: the oldest Neovim of Debian's that our plugin supports, and the newest Neovim and Helix.
# Nothing is installed: each suite has a prefix of its own with its own C library, which the programs
# are told to use. Packages come through a private apt, signed by Debian's keys, from the mirror that
# this machine uses already (DEBIAN_MIRROR names another). Needs patchelf. With --check it only says,
# by its exit code, whether they are there.
set -euo pipefail

folder="${XDG_CACHE_HOME:-$HOME/.cache}/tenon/editors"
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

# What is unpacked of which suite: the programs are made to run where they lie.
suites=(trixie sid)
packages() { case $1 in trixie) echo neovim ;; sid) echo neovim hx ;; esac; }
programs() { case $1 in trixie) echo usr/bin/nvim ;; sid) echo usr/bin/nvim usr/lib/hx/hx ;; esac; }

isComplete() {
    for program in $(programs "$1"); do [ -x "$folder/$1/$program" ] || return 1; done
}

mirror() {
    if [ -n "${DEBIAN_MIRROR:-}" ]; then echo "$DEBIAN_MIRROR"; return; fi
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' \
        'Component: main' | grep -v security | sort -u | head -n 1
}

unpack() {
    local suite="$1" work="$folder/$1.new" configuration="$folder/$1.new/apt.conf"
    rm -rf "$work"
    mkdir -p "$work/state/lists/partial" "$work/cache/archives/partial" "$work/prefix"
    touch "$work/state/status"
    echo "deb [signed-by=$keyring] $mirror $suite main" > "$work/sources.list"
    {
        echo "Dir::State \"$work/state\"; Dir::State::status \"$work/state/status\";"
        echo "Dir::Cache \"$work/cache\"; Dir::Etc::sourcelist \"$work/sources.list\";"
        echo 'Dir::Etc::sourceparts "-"; Acquire::Languages "none"; Debug::NoLocking "1";'
        echo 'APT::Sandbox::User "root"; APT::Install-Recommends "0";'
    } > "$configuration"
    # shellcheck disable=SC2046
    { APT_CONFIG="$configuration" apt-get -q update && APT_CONFIG="$configuration" \
        apt-get -q -y install --download-only $(packages "$suite"); } > "$folder/apt.log" 2>&1 || {
        tail -n 20 "$folder/apt.log" >&2
        echo "Debian's $suite could not be downloaded from $mirror; check the network" >&2
        exit 1
    }
    for package in "$work"/cache/archives/*.deb; do dpkg -x "$package" "$work/prefix"; done
    local loader libraries
    loader="$(cd "$work/prefix" && find usr/lib -maxdepth 2 -name 'ld-linux-*.so.*' | head -n 1)"
    libraries="$folder/$suite/$(dirname "$loader")"
    for program in $(programs "$suite"); do
        patchelf --set-interpreter "$folder/$suite/$loader" --force-rpath \
            --set-rpath "$libraries" "$work/prefix/$program"
        chmod +x "$work/prefix/$program"
    done
    rm -rf "${folder:?}/$suite"
    mv "$work/prefix" "$folder/$suite"
    rm -rf "$work"
}

missing=()
for suite in "${suites[@]}"; do isComplete "$suite" || missing+=("$suite"); done
if [ ${#missing[@]} = 0 ]; then exit 0; fi
if [ "${1:-}" = --check ]; then exit 1; fi
if [ ! -f "$keyring" ]; then
    echo "Debian's keys are not in $keyring: install the package debian-archive-keyring" >&2
    exit 1
fi
mirror="$(mirror)"
if [ -z "$mirror" ]; then
    echo "Name a mirror of Debian's in DEBIAN_MIRROR: this machine's packages have none" >&2
    exit 1
fi
mkdir -p "$folder"
for suite in "${missing[@]}"; do
    echo "Unpacking editors of Debian's $suite"
    unpack "$suite"
done
