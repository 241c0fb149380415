enum BashFixture {
    /// What a shell script can declare, and how it is used.
    static let source = #"""
        #!/usr/bin/env bash
        # Releases the shop.

        set -euo pipefail
        source "$(dirname "$0")/lib.sh"
        . ./common.sh
        source config/"$NAME".env

        VERSION=1.0
        declare -r ROOT="$(pwd)"
        readonly LIMIT=10 FLOOR
        export PATH="$ROOT/bin:$PATH"
        declare -a ITEMS=(one "two $VERSION" ${LIMIT})
        declare -A PRICES
        typeset -i count=0
        FLAGS+=" --quick"
        PRICES[one]=3
        FIRST=1 SECOND=2
        if [[ -n ${DEBUG:-} ]]; then
          VERBOSE=yes
        fi
        alias ll='ls -l' la="ls -a"
        trap cleanup EXIT

        # Removes what is left.
        # Called at exit.
        cleanup() {
          rm -rf "${TEMPORARY:?}"
        }

        function release {
          local name=$1 version="${2:-$VERSION}"
          local -r target
          GLOBAL=$name
          for item in "${ITEMS[@]}"; do
            log "item $item costs ${PRICES[$item]}"
          done
          for ((i = 0; i < LIMIT; i++)); do
            count=$((count + i))
          done
          while read -r line rest; do
            echo "$line" | tr a-z A-Z
          done < <(list_files "$name")
          case "$version" in
            1.*)
              upload "$target" || return 1
              ;;
            *) die "no $version" ;;
          esac
          cat <<TEXT
        $name $version
        TEXT
          if test -f "$name"; then
            release::all
          elif [ "$count" -gt 2 ]; then
            :
          else
            unset GLOBAL
          fi
        }

        function release::all() (
          helper() { echo "$1"; }
          TEMPORARY=$(mktemp) helper "$@"
        )

        testReleaseHasVersion() {
          assertEquals "1.0" "$VERSION"
        }

        function test_limit() {
          assertTrue "[ $LIMIT -gt 1 ]"
        }

        release "$@"

        """#
}
