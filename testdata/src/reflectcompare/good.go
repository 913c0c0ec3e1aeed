package reflectcompare

import (
	"errors"
	"reflect"
)

func equal(a, b reflect.Value) bool { return a.Equal(b) }

func valid(a reflect.Value) bool { return a != (reflect.Value{}) }

func held(a, b reflect.Value) bool { return a.Interface() == b.Interface() }

func is(a, b error) bool { return errors.Is(a, b) }

type result struct {
	n   int
	err error
}

func structs(a, b result) bool { return reflect.DeepEqual(a, b) }

func slices(a, b []int) bool { return reflect.DeepEqual(a, b) }

var naming = reflect.ValueOf(func(s string) string { return s })

func renamed(f func(string) string) bool {
	return naming != reflect.ValueOf(f)
}

func settable(a, b reflect.Value) reflect.Value {
	if a != b {
		if !b.CanAddr() {
			return reflect.New(b.Type()).Elem()
		}
	}
	return b
}

var absent reflect.Value

func has(v reflect.Value, name string) bool { return v.FieldByName(name) != absent }
