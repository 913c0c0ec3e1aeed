package receiver

import (
	"encoding/json"
	"fmt"
	"log"
	"log/slog"
)

type secret struct{ v string }

func (s *secret) String() string { return "***" }

func dump(s secret) {
	fmt.Println(s)       // want `Println does not see the method String of \*secret here: the argument is a value`
	log.Printf("%v", s)  // want `Printf does not see the method String of \*secret here`
	slog.Any("s", s)     // want `Any does not see the method String of \*secret here`
	_ = fmt.Sprint(1, s) // want `Sprint does not see the method String of \*secret here`
}

type holder struct{ s secret }

func (h *holder) show() string {
	return fmt.Sprintf("%v", h.s) // want `Sprintf does not see the method String of \*secret here`
}

func several(m map[string]secret) {
	fmt.Println(m) // want `Println does not see the method String of \*secret here`
}

type money struct{ cents int }

func (m *money) MarshalJSON() ([]byte, error) { return []byte(`"x"`), nil }

func encode(m money) ([]byte, error) {
	return json.Marshal(m) // want `Marshal does not see the method MarshalJSON of \*money here`
}

func encodeTo(enc *json.Encoder, m money) error {
	return enc.Encode(m) // want `Encode does not see the method MarshalJSON of \*money here`
}

type failure struct{ code int }

func (f *failure) Error() string { return "failed" }

func printed(f failure) {
	func() {
		log.Println("failed:", f) // want `Println does not see the method Error of \*failure here`
	}()
}

type counter struct {
	n    int
	last struct{ at int }
	arr  [3]int
}

func (c counter) inc() {
	c.n++ // want `this changes a copy of the receiver c, which nobody reads: inc needs a pointer receiver`
}

func (c counter) set(n int) {
	c.n = n // want `this changes a copy of the receiver c`
}

func (c counter) nested(n int) {
	c.last.at = n // want `this changes a copy of the receiver c`
}

func (c counter) element(n int) {
	c.arr[0] = n // want `this changes a copy of the receiver c`
}

func (c counter) onBranch(ok bool) bool {
	if ok {
		c.n += 2 // want `this changes a copy of the receiver c`
	}
	return ok
}

type stack[T any] struct{ items []T }

func (s stack[T]) push(v T) {
	s.items = append(s.items, v) // want `this changes a copy of the receiver s`
}
