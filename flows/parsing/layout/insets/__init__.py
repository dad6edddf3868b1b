"""What is put into a story and is no part of its text: boxes, pictures, pull quotes, pitches."""
