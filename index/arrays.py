"""The arrays that pass between the modules of the index."""

import numpy as np
from numpy.typing import NDArray

# Unit vectors of texts, (n, dimension) or (dimension,).
Vectors = NDArray[np.float32]
# Row ids of passages, (n,).
Ids = NDArray[np.int64]
