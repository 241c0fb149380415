# Writes one line without an end, on standard error.
# verdict: output limit reached
# arguments: --output 20 --time 60
tr '\0' 'x' < /dev/zero >&2
