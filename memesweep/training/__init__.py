"""From the data set to the shipped model: training, export, calibration, evaluation (extra `train`)."""
