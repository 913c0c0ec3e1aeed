package assertbare

import "fmt"

func text(x any) string {
	return x.(string) // want `this assertion panics unless the value is a string`
}

type box struct{ v any }

func (b *box) number() int {
	return b.v.(int) // want `this assertion panics unless the value is a int`
}

func inClosure(x any) func() fmt.Stringer {
	return func() fmt.Stringer { return x.(fmt.Stringer) } // want `this assertion panics unless the value is a fmt.Stringer`
}

func wrongCase(x any) {
	switch x.(type) {
	case int:
		_ = x.(string) // want `this assertion panics unless the value is a string`
	}
}

func generic[T any](x any) T {
	return x.(T) // want `this assertion panics unless the value is a T`
}
