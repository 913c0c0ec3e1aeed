package receiver

import (
	"encoding/json"
	"fmt"
)

type amount struct{ cents int }

func (a *amount) String() string               { return fmt.Sprint(a.cents) }
func (a *amount) MarshalJSON() ([]byte, error) { return json.Marshal(a.String()) }

type bill struct {
	Total amount
	Parts []amount
}

func printedSlice(all []amount) string {
	return fmt.Sprint(all) // want `Sprint does not see the method String of \*amount here: the argument is a value`
}

func encodedField(b bill) ([]byte, error) {
	return json.Marshal(b) // want `Marshal does not see the method MarshalJSON of \*amount here: the argument is a value`
}

// The fields of what is pointed to have addresses, and so have elements.
func encodedPointer(b *bill, all []amount) ([]byte, []byte) {
	one, _ := json.Marshal(b)
	many, _ := json.Marshal(all)
	return one, many
}

type skipped struct {
	Total amount `json:"-"`
	Parts []amount
	own   amount
}

func encodedSkipped(s skipped) ([]byte, error) { return json.Marshal(s) }

type shown struct{ Total amount }

func (s shown) MarshalJSON() ([]byte, error) { return s.Total.MarshalJSON() }

func encodedByItself(s shown) ([]byte, error) { return json.Marshal(s) }
