package assertok

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
)

type user struct{ name string }

func (u *user) label() string { return u.name }

func discarded(x any) string {
	u, _ := x.(*user)
	return u.name // want `u is nil here if the assertion has failed, which is not checked`
}

func method(x any) string {
	u, _ := x.(*user)
	return u.label() // want `u is nil here if the assertion has failed`
}

func calls(x any) {
	f, _ := x.(func())
	f() // want `f is nil here if the assertion has failed`
}

func iface(x any) int {
	r, _ := x.(io.Reader)
	n, _ := r.Read(nil) // want `r is nil here if the assertion has failed`
	return n
}

func tooLate(x any) string {
	u, ok := x.(*user)
	name := u.name // want `u is nil here if the assertion has failed`
	if !ok {
		return ""
	}
	return name
}

func onOnePath(x any, strict bool) string {
	u, ok := x.(*user)
	if strict {
		if !ok {
			return ""
		}
	}
	return u.name // want `u is nil here if the assertion has failed`
}

type cache struct{ items map[string]any }

func (c *cache) inClosure(k string) func() string {
	return func() string {
		u, _ := c.items[k].(*user)
		return u.name // want `u is nil here if the assertion has failed`
	}
}

func generic[T any](x any) T {
	p, _ := x.(*T)
	return *p // want `p is nil here if the assertion has failed`
}

func elseBranch(x any) string {
	if x, ok := x.(int); ok {
		return strconv.Itoa(x)
	} else {
		return fmt.Sprintf("not an int: %v", x) // want `x is the zero value here: the assertion that declares it has failed`
	}
}

func elseIf(x any) string {
	if x, ok := x.(int); ok {
		return strconv.Itoa(x)
	} else if x > 0 { // want `x is the zero value here`
		return "positive"
	}
	return ""
}

func foreignError(addr string) bool {
	_, err := net.Dial("tcp", addr)
	if err != nil {
		return err.(*json.SyntaxError).Offset > 0 // want `this assertion panics if it fails, and it may: the error may be of another type, or wrapped`
	}
	return false
}

func flush(w http.ResponseWriter) {
	w.(http.Flusher).Flush() // want `this assertion panics if it fails, and it may: middleware may wrap the ResponseWriter`
}

func decoded(data []byte) string {
	var m map[string]any
	if json.Unmarshal(data, &m) != nil {
		return ""
	}
	return m["name"].(string) // want `this assertion panics if it fails, and it may: the decoded data may hold something else there`
}

func show(x any) string {
	return x.(fmt.Stringer).String() // want `this assertion panics if it fails, and it may: a caller passes a value of type int`
}

func shows() string { return show(3) }

func notOk(x any) error {
	if x, ok := x.(float64); !ok {
		return fmt.Errorf("not a number: %v", x) // want `x is the zero value here`
	} else if x < 0 {
		return fmt.Errorf("negative")
	}
	return nil
}

func otherNameInElse(x any) string {
	if u, ok := x.(*user); ok {
		return u.name
	} else {
		return "not a user: " + u.name // want `u is nil here: the assertion that sets it has failed`
	}
}

func afterReturn(x any) string {
	u, ok := x.(*user)
	if ok {
		return u.name
	}
	return u.label() // want `u is nil here: the assertion that sets it has failed`
}

func defaultCase(x any) int {
	switch x.(type) {
	case string:
		return len(x.(string))
	default:
		return len(x.(string)) // want `this assertion panics if it fails, and it may: the same assertion has failed before`
	}
}

func recovered(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = r.(error) // want `this assertion panics if it fails, and it may: a panic may hold a value of any type`
		}
	}()
	f()
	return nil
}

func element(data []byte) (names []string, err error) {
	var list []any
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, err
	}
	for _, x := range list {
		names = append(names, x.(string)) // want `the decoded data may hold something else there`
	}
	return names, nil
}

func nested(r io.Reader) string {
	var v struct{ Data any }
	if err := json.NewDecoder(r).Decode(&v); err != nil {
		return ""
	}
	m := v.Data.(map[string]any) // want `the decoded data may hold something else there`
	for _, x := range m {
		return x.(string) // want `the decoded data may hold something else there`
	}
	return ""
}

func fetch(r io.Reader, out any) error { return json.NewDecoder(r).Decode(out) }

func byHelper(r io.Reader) string {
	var m map[string]any
	if err := fetch(r, &m); err != nil {
		return ""
	}
	return title(m)
}

func title(m map[string]any) string {
	return m["title"].(string) // want `the decoded data may hold something else there`
}

func decodedInClosure(data []byte) func() string {
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		return nil
	}
	return func() string { return v.(string) } // want `the decoded data may hold something else there`
}

func parse(s string) error {
	if s == "" {
		return errors.New("empty")
	}
	return &parseError{len(s)}
}

type parseError struct{ at int }

func (e *parseError) Error() string { return "parse" }

func position(err error) int {
	if err == nil {
		return 0
	}
	return err.(*parseError).at // want `this assertion panics if it fails, and it may: parse returns the result of errors.New, a value of type error`
}

func positions(s string) int { return position(parse(s)) }
