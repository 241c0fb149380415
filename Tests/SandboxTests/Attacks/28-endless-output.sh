# Writes ten gigabytes, and would not stop there.
# verdict: output limit reached
# arguments: --output 20 --time 60
yes "a line of output that says nothing, ten gigabytes long"
