"""What a file's metadata say of a camera, read from its bytes alone, however damaged they are.

No pixel is decoded for it, and no error of a decoder can hide what is written here. Of the libraries that
read metadata, ExifRead (3.5) comes nearest, and was left aside: it stops at the first EXIF block of a file,
reads no XMP without EXIF, none of PNG's text profiles and no WebP chunk behind a clear flag, so that it named
the camera of four files out of the ten that this package was written for; and it does not say which block was
damaged. piexif has had no release since 2019, and exiv2's bindings are GPL and larger than this program. A
guard that has to see through damage needs less than any of them: whether some tags are there.
"""
