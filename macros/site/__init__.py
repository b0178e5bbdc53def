import atexit
import gc

# What is loaded and read here by the thousand stays: it is no garbage to look through again and again, from the first module on. What is left at
# the end of the process goes with it: to look through all of it once more for what could go would take as long as to read it.
gc.set_threshold(100_000, 20, 100)
atexit.register(gc.freeze)
