"""From an uploaded file to numbered rows of text: what it is, how it is written, where its headings stand."""
