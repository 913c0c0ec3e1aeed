package assertok

import (
	"bytes"
	"container/list"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"strconv"
	"sync"
)

func checked(x any) string {
	if u, ok := x.(*user); ok {
		return u.name
	}
	return ""
}

func checkedEarly(x any) string {
	u, ok := x.(*user)
	if !ok {
		return ""
	}
	return u.name
}

func nilChecked(x any) string {
	u, _ := x.(*user)
	if u == nil {
		return ""
	}
	return u.name
}

func value(x any) int {
	n, _ := x.(int)
	return n + 1
}

func otherName(x any) string {
	n, ok := x.(int)
	if ok {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("not an int: %v", x)
}

func elseOther(x, y any) string {
	if y, ok := x.(int); ok {
		return strconv.Itoa(y)
	} else {
		return fmt.Sprint(x)
	}
}

var pool = sync.Pool{New: func() any { return new(user) }}

func pooled() string { return pool.Get().(*user).name }

func listed(l *list.List) string { return l.Front().Value.(*user).name }

func transport() *http.Transport { return http.DefaultTransport.(*http.Transport).Clone() }

func pathError(path string) string {
	if _, err := os.Open(path); err != nil {
		return err.(*fs.PathError).Path
	}
	return ""
}

func ownError() string { return own().(*myErr).text }

func own() error { return &myErr{} }

type myErr struct{ text string }

func (e *myErr) Error() string { return e.text }

func stored(m map[string]any) int {
	m["n"] = 1
	return m["n"].(int)
}

func tested(m map[string]any) int {
	if _, ok := m["n"]; !ok {
		return 0
	}
	return m["n"].(int)
}

func (u *user) String() string { return u.name }

func display(x any) string { return x.(fmt.Stringer).String() }

func displays() string { return display(&user{}) }

func switched(x any) string {
	switch x.(type) {
	case *user:
		return x.(*user).name
	}
	return ""
}

func chain(err error) string {
	var me *myErr
	if errors.As(err, &me) {
		return me.text
	}
	return ""
}

type registry map[*myErr]any

func (r registry) get(k *myErr) *user { return r[k].(*user) }

func MustName(data []byte) string {
	var m map[string]any
	if err := json.Unmarshal(data, &m); err != nil {
		panic(err)
	}
	return m["name"].(string)
}

func guarded(data []byte) (name string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("bad data: %v", r)
		}
	}()
	var m map[string]any
	if err := json.Unmarshal(data, &m); err != nil {
		return "", err
	}
	return m["name"].(string), nil
}

func filledHere(data []byte) string {
	m := map[string]any{}
	if err := json.Unmarshal(data, &m); err != nil {
		return ""
	}
	m["name"] = "me"
	return m["name"].(string)
}

func lookedAt(data []byte) string {
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		return ""
	}
	switch v.(type) {
	case string:
		return v.(string)
	}
	return ""
}

func options(m map[string]any) string { return m["name"].(string) } // who fills it is not known

type bailout struct{ err error }

func bails(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = r.(bailout).err // another panic goes on
		}
	}()
	f()
	return nil
}

func table(x any, known map[any]int) string {
	u, _ := x.(*user)
	if known[u] == 0 {
		return ""
	}
	return u.name
}

func localAddr(r *http.Request) string {
	addr, _ := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	return addr.String()
}

func byKind(kind int, x any) int {
	if kind == 0 {
		return x.(int)
	}
	return len(x.(string))
}

func kinds() int { return byKind(0, 1) + byKind(1, "x") }

// basic decides by its argument what it returns.
func basic(n int) any {
	if n == 0 {
		return "none"
	}
	return n
}

func one() int { return basic(1).(int) }

func counted(x any) int { return count(x) }

// count calls size only for the type that it takes.
func count(x any) int {
	if isInt(x) {
		return size(x)
	}
	return 0
}

func isInt(x any) bool {
	_, ok := x.(int)
	return ok
}

func size(x any) int { return x.(int) }

func counts() int { return counted("x") + counted(2) }

type lineReader struct{ from io.Reader }

func (l *lineReader) reset(r io.Reader) { l.from = r }

// What the pool has was made here, too.
func pooledReader(pool *sync.Pool, data []byte) (n int) {
	l, _ := pool.Get().(*lineReader)
	if l == nil {
		l = &lineReader{from: bytes.NewReader(nil)}
	}
	r, _ := l.from.(*bytes.Reader)
	r.Reset(data)
	defer func() {
		l.reset(r)
		pool.Put(l)
	}()
	return r.Len()
}
