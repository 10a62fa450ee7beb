"""Files beside the data that name its questions and answers, as a survey tool keeps its own survey."""
