package chandir

func produceOnly(out chan<- int) { out <- 1 }

func both(ch chan int) {
	v := <-ch
	ch <- v
}

func stored(ch chan int) *box { return &box{ch} }

type box struct{ ch chan int }

func handsOnBoth(ch chan int) { both(ch) }

func compares(ch, other chan int) bool {
	<-ch
	return ch == other
}

func Exported(ch chan int) { ch <- 1 }

func (b *box) method(ch chan int) { ch <- 1 }

func asValue(ch chan int) { ch <- 1 }

var hook func(chan int) = asValue

func different(a, b chan int) {
	a <- 1
	<-b
}

func unused(ch chan int) {}
