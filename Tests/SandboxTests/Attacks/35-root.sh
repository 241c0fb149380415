# Runs as root, who is no prisoner of bubblewrap.
test "$(id -u)" != 0 && test "$(id -ru)" != 0 && test "$(id -g)" != 0 || exit 1
id -G | tr ' ' '\n' | grep -qx 0 && exit 1
echo "attempts made: 2"
