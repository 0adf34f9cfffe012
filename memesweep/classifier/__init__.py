"""The model bundle, the TFLite runtime and the pipeline that turns paths into scores."""
