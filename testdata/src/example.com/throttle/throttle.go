// Package throttle is a stub of a group that limits how many run at once.
package throttle

type Throttle struct{ slots chan struct{} }

func New(n int) *Throttle { return &Throttle{make(chan struct{}, n)} }

func (t *Throttle) Do() error      { return nil }
func (t *Throttle) Done(err error) {}
func (t *Throttle) Finish() error  { return nil }
