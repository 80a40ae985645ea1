# SPDX-License-Identifier: GPL-3.0-or-later
# copperfield_target(NAME): what every target of ours gets. Rule 15 of ARCHITECTURE.md.
function(copperfield_target target)
    target_include_directories(${target} PUBLIC "${CMAKE_SOURCE_DIR}" "${CMAKE_BINARY_DIR}/generated")
    target_compile_options(${target} PRIVATE
        -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor
        -Woverloaded-virtual -Wimplicit-fallthrough
        $<$<BOOL:${COPPERFIELD_WERROR}>:-Werror>)
    target_compile_definitions(${target} PRIVATE
        QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_USE_QSTRINGBUILDER
        QT_NO_FOREACH QT_NO_CONTEXTLESS_CONNECT)
endfunction()
