# Stops all of its processes and itself: who waits for them must not wait for ever.
# verdict: timed out
# arguments: --time 1
sleep 3600 &
kill -STOP -1
kill -STOP $$
sleep 3600
