package errors

func Wrap(err error, message string) error                      { return err }
func Wrapf(err error, format string, args ...interface{}) error { return err }
func WithMessage(err error, message string) error               { return err }
func WithStack(err error) error                                 { return err }
