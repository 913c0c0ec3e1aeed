package reflectset

import "reflect"

type user struct {
	Name string
	Age  int
	note string
	Tags []string
}

type calc struct{}

func (c *calc) Add(a, b int) int { return a + b }

func unaddressable(u user) {
	v := reflect.ValueOf(u)
	v.FieldByName("Age").SetInt(0) // want `SetInt panics: the value is a copy and cannot be set, reflect on a pointer`
}

func number(n int) {
	reflect.ValueOf(n).SetInt(1) // want `SetInt panics: the value is a copy`
}

func address(u user) reflect.Value {
	return reflect.ValueOf(u).Field(0).Addr() // want `Addr panics: the value is a copy`
}

func unexported(u *user) {
	reflect.ValueOf(u).Elem().FieldByName("note").SetString("x") // want `SetString panics: field note is not exported`
}

func array(a [3]int) {
	reflect.ValueOf(a).Index(0).SetInt(1) // want `SetInt panics: the value is a copy`
}

func fields(u *user) int {
	return reflect.TypeOf(u).NumField() // want `NumField of \*reflectset.user panics: it is not a struct`
}

func deref(n int) int {
	return int(reflect.ValueOf(n).Elem().Int()) // want `Elem of int panics: it is not a pointer or interface`
}

func keys(s []string) []reflect.Value {
	return reflect.ValueOf(s).MapKeys() // want `MapKeys of \[\]string panics: it is not a map`
}

func wrongGetter(u user) int64 {
	return reflect.ValueOf(u).FieldByName("Name").Int() // want `Int of string panics: it is not a signed integer`
}

func typeFor() int {
	return reflect.TypeFor[*user]().NumField() // want `NumField of \*reflectset.user panics`
}

func pointerMethod() int64 {
	v := reflect.ValueOf(calc{})
	out := v.MethodByName("Add").Call(nil) // want `reflectset.calc has no method Add, only its pointer has: Call on the zero Value panics`
	return out[0].Int()
}

func missingField(u user) string {
	return reflect.ValueOf(u).FieldByName("Nmae").Interface().(string) // want `reflectset.user has no field Nmae: Interface on the zero Value panics`
}

func inClosure(u user) func() {
	return func() {
		v := reflect.ValueOf(u)
		f := v.Field(1)
		f.SetInt(3) // want `SetInt panics`
	}
}

func indirect(u user) {
	reflect.Indirect(reflect.ValueOf(u)).Field(0).SetString("x") // want `SetString panics`
}
