package assertok

import (
	"container/list"
	"errors"
	"fmt"
	"io/fs"
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
