"""What left-out sources say: groups, calibration, cascade, figures, robustness."""
