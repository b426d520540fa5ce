"""The meeting of the bloc: attendance, disputed rows, adoption of the points, what was decided."""
