import sys
from pathlib import Path

# The helper modules beside the tests are found whatever way pytest imports test files.
sys.path.insert(0, str(Path(__file__).parent))
