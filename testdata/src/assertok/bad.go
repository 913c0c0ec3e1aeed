package assertok

import (
	"encoding/json"
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
	return m["name"].(string) // want `this assertion panics if it fails, and it may: the map may lack the key`
}

func show(x any) string {
	return x.(fmt.Stringer).String() // want `this assertion panics if it fails, and it may: a caller passes a value of type int`
}

func shows() string { return show(3) }
