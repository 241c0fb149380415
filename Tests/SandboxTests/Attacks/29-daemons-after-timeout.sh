# Leaves daemons behind when its time is over.
# verdict: timed out
# arguments: --time 1
for number in 1 2 3 4; do
    setsid -f sh -c 'trap "" TERM HUP INT; sleep 3600'
done
sleep 3600
