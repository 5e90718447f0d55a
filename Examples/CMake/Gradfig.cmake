# gradfig_figures(TARGET TEMPLATE...)
#
# Adds a target that draws the figures of templates into the folder TARGET of the build, each by a command of its own:
# what is older than its template or a font is drawn again, and nothing else.

find_program(GRADFIG gradfig REQUIRED)

function(gradfig_figures target)
    set(folder ${CMAKE_CURRENT_BINARY_DIR}/${target})
    set(files)
    foreach(template IN LISTS ARGN)
        # A changed template may have other figures.
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${template})
        execute_process(COMMAND ${GRADFIG} list --ids ${template} OUTPUT_VARIABLE ids COMMAND_ERROR_IS_FATAL ANY)
        string(REGEX MATCHALL "[^\n]+" ids "${ids}")
        foreach(id IN LISTS ids)
            set(file ${folder}/${id}.svg)
            add_custom_command(
                OUTPUT ${file}
                COMMAND ${GRADFIG} build ${template} --only ${id} --format svg --output ${folder} --deps ${file}.d
                DEPENDS ${template}
                DEPFILE ${file}.d
                COMMENT "Drawing ${id}"
                VERBATIM)
            list(APPEND files ${file})
        endforeach()
    endforeach()
    add_custom_target(${target} ALL DEPENDS ${files})
endfunction()
