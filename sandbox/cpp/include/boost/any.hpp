// Boost's `any` under its own name, for the two tasks of HumanEval-X that use it: the standard library's is the same thing.
#ifndef TROMMEL_BOOST_ANY_HPP
#define TROMMEL_BOOST_ANY_HPP

#include <any>

namespace boost {
using std::any;
using std::any_cast;
using std::bad_any_cast;
}

#endif
