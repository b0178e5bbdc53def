import sys
from pathlib import Path

# The helper module beside the tests is found whatever way pytest imports test files.
sys.path.insert(0, str(Path(__file__).parent))
