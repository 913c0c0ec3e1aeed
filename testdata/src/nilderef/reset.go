package nilderef

import "log"

type visitor struct{ name string }

type door struct {
	guest *visitor
	next  *door
}

func (d *door) leave() {
	d.guest = nil
	log.Print("bye ", d.guest.name) // want `d.guest is used where it is known to be nil`
}

func (d *door) leaveNext() {
	d.next.guest = nil
	d.next.guest.name = "" // want `d.next.guest is used where it is known to be nil`
}

func later(v *visitor) func() string {
	if v == nil {
		log.Print("nobody")
	}
	return func() string { return v.name } // want `v is used where it is known to be nil`
}

func (d *door) inGoroutine(v *visitor) {
	if v == nil {
		log.Print("nobody")
	}
	go func() {
		v.name = "inside" // want `v is used where it is known to be nil`
	}()
}

func unset() string {
	var v *visitor
	return v.name // want `v is always nil here`
}

func cleared(v *visitor) string {
	v = nil
	return v.name // want `v is always nil here`
}

func crash() {
	*(*int)(nil) = 0 // meant to
}

func neverSet(n int) func() string {
	var v *visitor
	if n > 0 {
		return func() string { return "" }
	}
	return func() string { return v.name } // want `v is nil here: nothing has been assigned to it`
}

// The rest is right.

func setByClosure() (func(), func() string) {
	var v *visitor
	return func() { v = &visitor{} }, func() string { return v.name }
}

func (d *door) leaveKept() {
	g := d.guest
	d.guest = nil
	log.Print("bye ", g.name)
}

func (d *door) change(v *visitor) {
	d.guest = nil
	d.guest = v
	log.Print("hello ", d.guest.name)
}

func (d *door) refill() { d.guest = &visitor{} }

func (d *door) changeByMethod() {
	d.guest = nil
	d.refill()
	log.Print("hello ", d.guest.name)
}

func (d *door) other(e *door) {
	d.guest = nil
	log.Print("hello ", e.guest.name)
}

func laterChecked(v *visitor) func() string {
	if v == nil {
		log.Print("nobody")
	}
	return func() string {
		if v == nil {
			return ""
		}
		return v.name
	}
}

func laterSet(v *visitor) func() string {
	if v == nil {
		log.Print("nobody")
	}
	name := func() string { return v.name }
	if v == nil {
		v = &visitor{}
	}
	return name
}

func laterLeft(v *visitor) func() string {
	if v == nil {
		return nil
	}
	return func() string { return v.name }
}
