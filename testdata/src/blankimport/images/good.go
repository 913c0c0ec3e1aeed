package images

import (
	"image"
	_ "image/jpeg"
	"io"
)

func Bounds(r io.Reader) (image.Rectangle, error) {
	img, _, err := image.Decode(r)
	if err != nil {
		return image.Rectangle{}, err
	}
	return img.Bounds(), nil
}
