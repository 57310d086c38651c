/** English of the choice of data, which comes with it. */
export const chooserWords = {
  chooseFile: 'Your own table…',
  chooseFolder: 'Your own pictures…',
  orDrop: 'or drop a file, or folders of pictures, here',
  chooseOne: 'Choose one file of a table or of arrays, or folders of pictures.',
  chooseFolders: 'Pictures need two folders at least, one for each class: its name is their label.',
  chooseColumns: 'Choose the columns.',
};
