// Package initialize is the start of a program.
package initialize

import "os"

func Tables(migrate func() error) {
	if err := migrate(); err != nil {
		os.Exit(1)
	}
}
