# SPDX-License-Identifier: GPL-3.0-or-later
# copperfield_precompile(TARGET KIND): the headers of Qt and the standard library are parsed once for
# all targets of a kind, which halves the time of a build from nothing. Sources include what they use
# all the same: preset `headless`, clang's presets and the engine are built without.
option(COPPERFIELD_PCH "Precompile the headers of Qt and the standard library" ON)
if(COPPERFIELD_PCH AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # With precompiled headers, GCC 12 warns of std::string's own code (GCC bug 105651).
    add_compile_options(-Wno-restrict)
else()
    set(COPPERFIELD_PCH OFF)
endif()

set(copperfield_pch_std <algorithm> <array> <chrono> <cmath> <functional> <memory> <optional> <span>
    <string> <string_view> <unordered_map> <variant> <vector> <tl/expected.hpp>)
set(copperfield_pch_core <QtCore>)
set(copperfield_pch_widgets <QtWidgets> <QtSvg>)
set(copperfield_pch_tests <QtTest>)
set(copperfield_pch_widget_tests <QtTest> <QtWidgets>)

# Precompiled headers serve equal macros alone; QtTest looks at these, which differ between targets.
set(copperfield_pch_tests_undefine -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR -UQT_NETWORK_LIB)

# The target whose precompiled headers others of the kind reuse.
function(copperfield_pch_holder holder kind)
    file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/generated/${holder}.cpp" CONTENT "")
    add_library(${holder} OBJECT "${CMAKE_BINARY_DIR}/generated/${holder}.cpp")
    copperfield_target(${holder})
    target_link_libraries(${holder} PRIVATE tl::expected Qt6::Core)
    if(kind MATCHES "widget")
        target_link_libraries(${holder} PRIVATE Qt6::Widgets Qt6::Svg)
    endif()
    if(kind MATCHES "tests")
        target_link_libraries(${holder} PRIVATE Qt6::Test)
        target_compile_options(${holder} PRIVATE $<$<CONFIG:Release>:-O0>
            ${copperfield_tests_unwatched} ${copperfield_pch_tests_undefine})
    endif()
    target_precompile_headers(${holder} PRIVATE ${copperfield_pch_std} ${copperfield_pch_${kind}})
endfunction()

function(copperfield_precompile target kind)
    if(NOT COPPERFIELD_PCH)
        return()
    endif()
    if(kind MATCHES "tests")
        target_compile_options(${target} PRIVATE ${copperfield_pch_tests_undefine})
    endif()
    if(NOT TARGET pch_${kind})
        copperfield_pch_holder(pch_${kind} ${kind})
    endif()
    target_precompile_headers(${target} REUSE_FROM pch_${kind})
endfunction()
