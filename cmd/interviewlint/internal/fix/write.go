package fix

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// A staged file is the new text of a file, complete on disk under another name.
type staged struct {
	file *File
	path string // of the file, without symbolic links
	temp string
}

// Write replaces the files of p. Unless all can be replaced, none is: new texts
// are written beside the files first, then moved into place.
func (p *Plan) Write() (err error) {
	var all []staged
	defer func() {
		for _, s := range all {
			os.Remove(s.temp) // is gone if it was moved
		}
	}()
	for _, f := range p.Files {
		s, err := f.stage()
		if err != nil {
			return err
		}
		all = append(all, s)
	}
	for i, s := range all {
		if err := os.Rename(s.temp, s.path); err != nil {
			return errors.Join(err, restore(all[:i]))
		}
	}
	return nil
}

// stage writes the new text of f beside f.
func (f *File) stage() (s staged, err error) {
	path, err := filepath.EvalSymlinks(f.Name)
	if err != nil {
		return s, err
	}
	if now, err := os.ReadFile(path); err != nil {
		return s, err
	} else if !bytes.Equal(now, f.Old) {
		return s, fmt.Errorf("%s has changed since it was analysed", f.Name)
	}
	// A file that may not be written must not be replaced either.
	original, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return s, err
	}
	info, err := original.Stat()
	if closeErr := original.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return s, err
	}
	temp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return s, err
	}
	_, err = temp.Write(f.New)
	err = errors.Join(err, temp.Chmod(info.Mode().Perm()), temp.Sync(), temp.Close())
	if err != nil {
		os.Remove(temp.Name())
		return s, err
	}
	return staged{f, path, temp.Name()}, nil
}

// restore gives files that were replaced their old texts again.
func restore(replaced []staged) error {
	errs := make([]error, 0, len(replaced))
	for _, s := range replaced {
		errs = append(errs, os.WriteFile(s.path, s.file.Old, 0o666))
	}
	return errors.Join(errs...)
}
