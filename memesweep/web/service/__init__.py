"""The classification service: pictures in, scores and verdicts out. It knows no gallery and moves nothing."""
