// A file of the page, for tests of how such files are delivered.
