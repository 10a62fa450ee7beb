"""The words by which `pupils` knows records of single students, in English, Spanish and German."""

from dataclasses import dataclass

from fivefold.files.words import vocabulary

STUDENT = vocabulary(
    "student pupil child learner schoolchild stu alumno alumna alumnx estudiante educando educanda nino nina "
    "schuler schulerin schueler eleve kid"
)
IDENTIFIER = vocabulary(
    "id ids identifier number no nr num name names code key ssn username login email sourcedid dob birthdate "
    "identificador numero nombre nombres apellido apellidos clave codigo folio matricula curp correo"
)
# Stand between a student and the identifier: "student first name", "student state id".
MODIFIER = vocabulary("first last full given family middle local state district school national unique sis")
# Stand after an identifier that is one all the same: `student_id_hash`.
DISGUISE = vocabulary("hash hashed scrambled masked encrypted anon anonymous anonymized")
# Stand before a student: "Name of child", "Matrícula del alumno". "No student …" is no number.
BEFORE = IDENTIFIER - {"no"}
# "Number of child" is a count that lost its plural.
COUNTED_NAMES = vocabulary("number no num nr numero")
# Written as one word, or systems' own names for a student's number.
IDENTIFIES = vocabulary(
    "studentid studentids studentsourcedid studentno studentnum studentnumber studentname studentfirstname "
    "studentlastname stuid stuno stuname studid pupilid pupilno pupilname pupilnumber childid "
    "childname learnerid learnername studentkey studentcode statestudentid localstudentid "
    "studentuniqueid studentusi sasid lasid ssid suid upn ulnnumber matricula idalumno "
    "alumnoid idestudiante estudianteid nombrealumno nombreestudiante numeroalumno "
    "numerocontrol curpalumno rutalumno schuelerid schulerid"
)
BIRTH_DATE = vocabulary(
    "dob birthdate birthday dateofbirth birthdt dobirth bday studentdob fechanacimiento "
    "fechanac fecnac fnacimiento geburtsdatum datenaissance birthyearmonth"
)
MARK = vocabulary(
    "gpa gpaweighted gpaunweighted cumulativegpa finalgrade lettergrade finalmark gradepointaverage "
    "calificacionfinal notafinal promediogeneral gradebookitem"
)
GRADE = vocabulary("grade gradelevel gradelvl yeargroup grado gradoescolar curso klassenstufe")
# What schools record about a student and ask no adult.
STATUS = vocabulary(
    "iep lep ell frl frpl freelunch lunch lunchstatus lunchk lunch1 mealstatus sped swd homeless migrant "
    "gifted retained ecodis economicallydisadvantaged specialeducation daysabsent limitedenglishproficient "
    "educacionespecial repetidor inasistencias"
)
TRAIT = vocabulary("gender sex race ethnicity ethnicty raceethnicity sexo genero etnia geschlecht")
BIRTH = vocabulary("birth born nacimiento geburt")
GIVEN_NAME = vocabulary("firstname givenname fname nombre nombres vorname forename studentfirst")
FAMILY_NAME = vocabulary("lastname familyname surname lname apellido apellidos nachname studentlast")
ACCOUNT = vocabulary("username userid usersourcedid opdatausername loginid sisuserid sisid")
CLASS = vocabulary(
    "courseid opdatacourseid classid sectionid coursesourcedid classsourcedid sissectionid "
    "siscourseid homeroom enrollmentid"
)
ROLE = vocabulary("role roles userrole rol roltype persontype")
IS_STUDENT = vocabulary("student students pupil learner alumno alumna estudiante schuler")
STAFF = vocabulary(
    "teacher teachers staff educator educators position jobtitle title employeeid "
    "yearsteaching docente maestro maestra profesor cargo puesto side"
)
COUNTED = vocabulary(
    "n count counts tested enrolled enrollment enrolment students pct percent takers matriculados alumnos "
    "estudiantes inscritos"
)


@dataclass(frozen=True)
class Combination:
    """Names that make a student's record when one of each set stands in the table, and none of `unless`."""

    together: tuple[frozenset[str], ...]
    unless: frozenset[str] = frozenset()


COMBINATIONS = (
    Combination((GRADE, STATUS)),
    Combination((GRADE, GIVEN_NAME, FAMILY_NAME), unless=STAFF),
    Combination((BIRTH, TRAIT, STATUS)),
    Combination((STATUS, GIVEN_NAME, FAMILY_NAME), unless=STAFF),
    Combination((ACCOUNT, CLASS), unless=STAFF),
    Combination((ACCOUNT, GRADE), unless=STAFF),
)
