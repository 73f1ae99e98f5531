# More loops inside one another than the compiler takes.
# expect: NOT_COMPILED
def add(a, b):
    return a + b


for x in ():
 for x in ():
  for x in ():
   for x in ():
    for x in ():
     for x in ():
      for x in ():
       for x in ():
        for x in ():
         for x in ():
          for x in ():
           for x in ():
            for x in ():
             for x in ():
              for x in ():
               for x in ():
                for x in ():
                 for x in ():
                  for x in ():
                   for x in ():
                    for x in ():
                     for x in ():
                      for x in ():
                       for x in ():
                        for x in ():
                         for x in ():
                          for x in ():
                           for x in ():
                            for x in ():
                             for x in ():
                              pass
