package concatloop

import (
	"fmt"
	"strconv"
)

type level string

func keys(id int, size int32, name string) {
	fmt.Println(fmt.Sprintf("%d", id))                  // want `strconv.Itoa does it directly`
	fmt.Println(fmt.Sprintf("%v", size))                // want `strconv.FormatInt`
	fmt.Println(fmt.Sprintf("%s", name))                // want `the string itself`
	fmt.Println(fmt.Sprintf("%s/%s", name, name) + ".") // want `Sprintf only joins strings`
	fmt.Println(fmt.Sprintf("%t", id > 0))              // want `strconv.FormatBool`
}

func levels(l level, name string) string {
	_ = strconv.Itoa(1)
	return fmt.Sprintf("%s-%s", l, name) // want `Sprintf only joins strings`
}
