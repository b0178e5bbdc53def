"""stub, replaced below"""
def main(*a): return 1
